import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { queues } from '#run/what-follows.ts'
import { migrateDatabase } from './migrate.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

const indexes = async () => {
  const rows = await shop.db.$client<{ name: string; valid: boolean }[]>`
    select indexrelid::regclass::text as name, indisvalid as valid from pg_index
    where indexrelid::regclass::text in ('orders_words_idx', 'order_lines_sku_idx', 'orders_search_idx')`
  return Object.fromEntries(rows.map(({ name, valid }) => [name, valid]))
}

const whole = { orders_words_idx: true, order_lines_sku_idx: true }

test('an index whose building was killed is built by the next migration, and two that migrate at once do not stop each other', async () => {
  expect(await indexes()).toEqual(whole)
  await shop.db
    .$client`update pg_index set indisvalid = false where indexrelid = 'orders_words_idx'::regclass`
  await shop.db.$client`drop index order_lines_sku_idx`
  await shop.db.$client`create index orders_search_idx on orders using gin (search gin_trgm_ops)`
  await Promise.all([1, 2, 3].map(() => migrateDatabase(shop.databaseUrl, queues)))
  expect(await indexes()).toEqual(whole)
})
