import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { signIn } from '#run/web/sign-in.ts'
import { demoProducts } from '#slices/catalog/demo/demo-catalogue.ts'
import { drawPicture } from '#slices/catalog/pictures/drawings.ts'
import { images, products, variants } from '#slices/catalog/schema.ts'
import { demoStaff } from '#slices/customers/demo/demo-people.ts'
import { seedDemo } from './seed.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await seedDemo()
})
afterAll(() => shop.close())

const count = async (query: ReturnType<typeof sql>) =>
  Number((await shop.db.execute<{ count: number }>(query))[0]?.count)

it('the whole demo catalogue stands on the shelves', async () => {
  expect(await shop.db.$count(products)).toBe(demoProducts.length)
  expect(await shop.db.$count(variants)).toBe(demoProducts.flatMap(product => product.variants).length)
})

it('the stock on the shelf is the sum of the ledger', async () => {
  const differing = sql`
    select count(*) from stock_levels level
    where on_hand <> (select coalesce(sum(quantity), 0) from stock_movements moved
      where moved.variant_id = level.variant_id and moved.warehouse_id = level.warehouse_id and moved.bucket = level.bucket)`
  expect(await count(differing)).toBe(0)
  expect(await count(sql`select count(*) from stock_levels`)).toBe(2 * (await shop.db.$count(variants)))
})

it('every variant has exactly one current price', async () => {
  const without = sql`
    select count(*) from variants
    where 1 <> (select count(*) from prices where variant_id = variants.id and valid_to is null)`
  expect(await count(without)).toBe(0)
})

it('every picture on the shelves can be drawn and says what it shows', async () => {
  const shown = await shop.db.select().from(images)
  for (const { url, alt } of shown) {
    expect(drawPicture(url.replace('/pictures/', '')), url).toContain('<svg')
    expect(alt.length).toBeGreaterThan(5)
  }
  expect(new Set(shown.map(image => image.url)).size).toBe(shown.length)
})

it('a second seeding adds nothing', async () => {
  await Promise.all([seedDemo(), seedDemo()])
  expect(await shop.db.$count(products)).toBe(demoProducts.length)
  expect(await shop.db.$count(customers)).toBe(1 + demoStaff.length)
})

it('the demo people can sign in, and one of them is staff', async () => {
  const answer = await signIn().api.signInEmail({
    body: { email: 'shopper@orderly.example', password: 'shopper-demo' },
  })
  expect(answer.user.name).toBe('Sam Shopper')
  const [admin] = await shop.db.select().from(customers).where(eq(customers.email, 'admin@orderly.example'))
  expect(admin?.role).toBe('admin')
})
