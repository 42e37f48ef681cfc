import { eq, inArray, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { effectsOf } from '#platform/jobs/effects.ts'
import { announcementOf } from '#proof/testing/confirmed-order.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { expireRows } from '#run/retention/expire-rows.ts'
import { seedDemo } from '#run/seed/seed.ts'
import { categories, products, variants } from '#slices/catalog/schema.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { addWish } from './add-wish.ts'
import { carryOverWishes } from './carry-over-wishes.ts'
import { wishlistInvariants } from './invariants.ts'
import { takeBoughtQueue } from './jobs.ts'
import { readMostWished, readWishes } from './queries.ts'
import { removeWish } from './remove-wish.ts'
import { wishes } from './schema.ts'
import { MAX_WISHES } from './wish.ts'

let shop: TestShop
let many: string[]
beforeAll(async () => {
  shop = await openTestShop()
  await seedDemo()
  many = await stockMany(MAX_WISHES + 1)
})
afterAll(() => shop.close())

let customerId: string
beforeEach(async () => {
  customerId = await newCustomer()
})

async function newCustomer() {
  const id = uuidv7()
  await shop.db
    .insert(customers)
    .values({ id, name: 'Visitor', email: `${id}@visitor.invalid`, isAnonymous: true })
  return id
}

async function stockMany(count: number): Promise<string[]> {
  const [category] = await shop.db.select().from(categories).limit(1)
  const rows = Array.from({ length: count }, (_, index) => ({
    id: uuidv7(),
    slug: `filler-${index}`,
    name: `Filler ${index}`,
    categoryId: category?.id ?? '',
  }))
  await shop.db.insert(products).values(rows)
  await shop.db
    .insert(variants)
    .values(rows.map(({ id, slug }) => ({ id: uuidv7(), productId: id, sku: slug.toUpperCase() })))
  return rows.map(({ slug }) => slug)
}

const add = (slug: string, owner = customerId, byVisitor = true) =>
  addWish(shop.ctx, { customerId: owner, slug, byVisitor })
const remove = (slug: string) => removeWish(shop.ctx, { customerId, slug })
const list = async (owner = customerId) => (await readWishes(shop.db, owner)).map(({ slug }) => slug)
const idsOf = async (slugs: readonly string[]) =>
  (
    await shop.db
      .select({ id: products.id })
      .from(products)
      .where(inArray(products.slug, [...slugs]))
  ).map(({ id }) => id)
const fill = async (slugs: readonly string[], owner = customerId, wishedAt = new Date()) => {
  const ids = await idsOf(slugs)
  await shop.db
    .insert(wishes)
    .values(ids.map(productId => ({ customerId: owner, productId, byVisitor: true, wishedAt })))
}

async function bought(sku: string, buyer: string | null) {
  const input = orderInput({ lines: [{ sku, quantity: 1 }] })
  await placeOrder(withGateway(shop.ctx), input, { customerId: buyer })
  const announcement = await announcementOf(shop, input.orderId, 'order.confirmed')
  return {
    orderId: input.orderId,
    takeOff: (attempt: number) => takeBoughtQueue.perform(shop.ctx, announcement, { id: 'job', attempt }),
  }
}

test('a wished product is on the list with its price and stock, the latest first', async () => {
  await add('ring-vase')
  const [mug, vase] = await add('stoneware-mug')
  expect(mug).toMatchObject({ slug: 'stoneware-mug', name: 'Stoneware mug', price: { from: true } })
  expect(mug?.available).toBeGreaterThan(0)
  expect(mug?.picture?.url).toMatch(/^\/pictures\/stoneware-mug/)
  expect(vase).toMatchObject({ slug: 'ring-vase', available: 0 })
})

test('wishing twice is one wish, also at the same moment', async () => {
  await Promise.all([add('enamel-jug'), add('enamel-jug'), add('enamel-jug')])
  expect(await list()).toEqual(['enamel-jug'])
})

test('what is not sold cannot be wished for', async () => {
  await expect(add('no-such-thing')).rejects.toMatchObject({ code: 'not_found' })
  expect(await list()).toEqual([])
})

test('a product that is no longer sold stays on the list without a price', async () => {
  await add('footed-bowl')
  await shop.db.update(products).set({ active: false }).where(eq(products.slug, 'footed-bowl'))
  const [bowl] = await readWishes(shop.db, customerId)
  await shop.db.update(products).set({ active: true }).where(eq(products.slug, 'footed-bowl'))
  expect(bowl).toEqual({
    slug: 'footed-bowl',
    name: 'Footed serving bowl',
    picture: null,
    price: null,
    available: 0,
  })
})

test('what is taken off is gone, and taking it off again changes nothing', async () => {
  await add('enamel-jug')
  await add('stoneware-mug')
  await remove('enamel-jug')
  expect((await remove('enamel-jug')).map(({ slug }) => slug)).toEqual(['stoneware-mug'])
})

test('other people’s lists are not touched', async () => {
  const other = await newCustomer()
  await add('enamel-jug', other)
  await add('enamel-jug')
  await remove('enamel-jug')
  const { takeOff } = await bought('JUG-ENAMEL-MOSS', customerId)
  await takeOff(1)
  expect([await list(), await list(other)]).toEqual([[], ['enamel-jug']])
})

test('a list holds two hundred products, however many tabs add to it', async () => {
  await fill(many.slice(0, MAX_WISHES - 1))
  const added = await Promise.allSettled([add('enamel-jug'), add('stoneware-mug'), add('ring-vase')])
  expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await list()).toHaveLength(MAX_WISHES)
  await expect(add('supper-plate')).rejects.toMatchObject({ code: 'conflict' })
  await remove(many[0] ?? '')
  await add('supper-plate')
  expect(await list()).toHaveLength(MAX_WISHES)
})

test('the invariant counts a list above its limit', async () => {
  const overFull = async () => (await shop.db.execute(sql.raw(wishlistInvariants[0]?.count ?? '')))[0]
  await shop.db.delete(wishes)
  await fill(many.slice(0, MAX_WISHES))
  expect(await overFull()).toEqual({ count: '0' })
  await fill(many.slice(MAX_WISHES))
  expect(await overFull()).toEqual({ count: '1' })
})

test('what was bought leaves the buyer’s list, once', async () => {
  await add('enamel-jug')
  await add('stoneware-mug')
  const { orderId, takeOff } = await bought('JUG-ENAMEL-MOSS', customerId)
  await takeOff(1)
  expect(await list()).toEqual(['stoneware-mug'])
  await add('enamel-jug')
  await takeOff(2)
  expect(await list()).toEqual(['enamel-jug', 'stoneware-mug'])
  const noted = (await effectsOf(shop.db, orderId)).filter(({ kind }) => kind === 'wishlist.take-bought')
  expect(noted).toMatchObject([{ ref: '1 taken off' }])
})

test('an order of nobody we know is noted too', async () => {
  const { orderId, takeOff } = await bought('JUG-ENAMEL-MOSS', null)
  await takeOff(1)
  const noted = await effectsOf(shop.db, orderId)
  expect(noted).toContainEqual(expect.objectContaining({ kind: 'wishlist.take-bought', ref: '0 taken off' }))
})

test('a visitor’s wishes come along into the account, as far as they fit', async () => {
  const account = await newCustomer()
  await add('enamel-jug', account, false)
  await fill(many.slice(0, MAX_WISHES - 2), account)
  await fill(['ring-vase'], customerId, new Date(0))
  await add('enamel-jug')
  await add('stoneware-mug')
  await carryOverWishes(shop.db, customerId, account)
  await carryOverWishes(shop.db, customerId, account)
  const carried = await list(account)
  expect(carried).toHaveLength(MAX_WISHES)
  expect(carried).toContain('stoneware-mug')
  expect(carried).not.toContain('ring-vase')
  expect(await list()).toEqual([])
})

test('a visitor’s wishes go after a year, those of an account stay', async () => {
  const account = await newCustomer()
  await add('enamel-jug')
  await add('stoneware-mug', account, false)
  await shop.db.execute(sql`update wishes set wished_at = now() - interval '366 days'
    where customer_id in (${customerId}, ${account})`)
  await add('ring-vase')
  expect((await expireRows(shop.ctx))['wishes of visitors']).toBe(1)
  expect([await list(), await list(account)]).toEqual([['ring-vase'], ['stoneware-mug']])
})

test('staff see what most customers wish for', async () => {
  await shop.db.delete(wishes)
  await add('enamel-jug')
  await add('stoneware-mug')
  await add('stoneware-mug', await newCustomer())
  const most = await readMostWished(shop.db)
  expect(most.map(({ slug, wishes }) => [slug, wishes])).toEqual([
    ['stoneware-mug', 2],
    ['enamel-jug', 1],
  ])
  expect(most[0]?.lastWishedAt).toBeInstanceOf(Date)
})
