import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '#proof/testing/eventually.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { listenForCatalogueNews } from './catalogue-news.ts'

let shop: TestShop
let sql: postgres.Sql
beforeAll(async () => {
  shop = await openTestShop()
  sql = postgres(shop.databaseUrl, { max: 2, onnotice: () => {} })
  await stockUp(shop.db, { sku: 'MUG' })
  await stockUp(shop.db, { sku: 'JUG' })
})
afterAll(async () => {
  await sql.end()
  await shop.close()
})

/** The ear of a process: the news it heard, and how often it missed some. */
async function openEar() {
  const ear = { heard: [] as string[], missed: 0 }
  const news = await listenForCatalogueNews({
    databaseUrl: shop.databaseUrl,
    speak: shop.db.$client,
    log: shop.ctx.log,
    onChange: tags => ear.heard.push(...tags),
    onMissed: () => {
      ear.missed++
    },
  })
  await eventually(() => expect([news.isHeard(), ear.missed > 0]).toEqual([true, true]))
  return Object.assign(ear, { news, forget: () => ear.heard.splice(0) })
}

const newPrice = (sku: string, minor: number) =>
  sql.begin(async tx => {
    const [was] = await tx`update prices set valid_to = now() where valid_to is null
    and variant_id = (select id from variants where sku = ${sku}) returning variant_id`
    await tx`insert into prices (id, variant_id, amount_minor, currency) values (gen_random_uuid(), ${was?.variant_id}, ${minor}, 'GBP')`
  })

test('Every process hears every change of the catalogue at once, whatever made it', async () => {
  const ears = [await openEar(), await openEar()]
  const changes: [tags: string[], change: () => Promise<unknown>][] = [
    [['product:mug', 'category:things'], () => newPrice('MUG', 1_234)],
    [
      ['product:jug', 'category:things'],
      () => sql`update products set tagline = 'New words' where slug = 'jug'`,
    ],
    [
      ['product:mug', 'product:cup', 'category:things'],
      () => sql`update products set slug = 'cup' where slug = 'mug'`,
    ],
    [['product:jug', 'category:things'], () => sql`update variants set active = active where sku = 'JUG'`],
    [
      ['product:jug', 'category:things'],
      () =>
        sql`insert into images (id, product_id, url, alt) select gen_random_uuid(), id, '/x.svg', 'x' from products where slug = 'jug'`,
    ],
    [['product:jug', 'category:things'], () => sql`delete from images`],
    [
      ['product:jug', 'category:things'],
      () => sql`update products set category_id = null where slug = 'jug'`,
    ],
    [['product:jug'], () => newPrice('JUG', 2_345)],
    [['product:jug'], () => sql`update products set active = active where slug = 'jug'`],
    [
      ['product:jug', 'category:things'],
      () => sql`update products set category_id = (select id from categories) where slug = 'jug'`,
    ],
    [['*'], () => sql`update categories set name = 'All things'`],
    [
      ['*'],
      () => sql`insert into products (id, slug, name, category_id)
        select gen_random_uuid(), 'many-' || n, 'Many', (select id from categories) from generate_series(1, 201) n`,
    ],
  ]
  for (const [tags, change] of changes) {
    await change()
    for (const ear of ears) await eventually(() => expect(new Set(ear.heard)).toEqual(new Set(tags)))
    for (const ear of ears) ear.forget()
  }
  for (const ear of ears) await ear.news.close()
})

test('A change that is rolled back is not told, and neither is an order taking stock', async () => {
  const ear = await openEar()
  await sql
    .begin(async tx => {
      await tx`update products set name = 'Never' where slug = 'jug'`
      throw new Error('no')
    })
    .catch(() => {})
  await sql`update stock_levels set reserved = reserved + 1`
  await sql`update products set name = 'Jug' where slug = 'jug'`
  await eventually(() => expect(ear.heard).toEqual(['product:jug', 'category:things']))
  await ear.news.close()
})

test('A process that lost the connection knows it, listens again, and knows that it missed something', async () => {
  const ear = await openEar()
  const missedBefore = ear.missed
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'orderly-catalogue-news'`
  await eventually(() => expect(ear.missed).toBeGreaterThan(missedBefore))
  await eventually(() => expect(ear.news.isHeard()).toBe(true))
  ear.forget()
  await sql`update products set name = 'Another jug' where slug = 'jug'`
  await eventually(() => expect(ear.heard).toEqual(['product:jug', 'category:things']))
  await ear.news.close()
})

test('A process that reaches no database, or one that passes no news on, knows it within a second', async () => {
  const mute = Object.assign(async () => [], {}) as unknown as postgres.Sql
  const news = await listenForCatalogueNews({
    databaseUrl: 'postgres://localhost:9/nowhere',
    speak: mute,
    log: shop.ctx.log,
    onChange: () => {},
    onMissed: () => {},
  })
  expect(news.isHeard()).toBe(false)
  await news.close()
})
