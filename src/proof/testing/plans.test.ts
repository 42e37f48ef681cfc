import type { Sql } from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countDeadLetters } from '#platform/jobs/queries.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { grownTables } from '#proof/seed-scale/growths.ts'
import { connectForScale } from '#proof/seed-scale/open-database.ts'
import { seedScale } from '#proof/seed-scale/seed-scale.ts'
import { seedDemo } from '#run/seed/seed.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { compareRowsWithEvents } from '#slices/orders/rebuild.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { planOf, statementsOf, tablesScanned } from './captured-plans.ts'
import { factsOf, hotQueries } from './hot-queries.ts'
import type { Facts } from './hot-query.ts'
import { orderInput } from './order-input.ts'
import { openTestShop, type TestShop } from './test-shop.ts'

/** Enough that an index is worth its while, few enough to be filled in seconds. */
const SCALE = { skus: 32_000, orders: 12_000, add: false }
const FILL_LIMIT_MS = 300_000

let shop: TestShop
let facts: Facts
const silent = { print: () => {}, bar: () => ({ step: () => {}, stop: () => {} }) }

beforeAll(async () => {
  shop = await openTestShop()
  await seedDemo()
  const sql = connectForScale(shop.databaseUrl)
  await seedScale({ sql, folder: null }, SCALE, silent)
  await sql.end()
  facts = await factsOf(shop.db.$client)
}, FILL_LIMIT_MS)
afterAll(() => shop.close())

/** A backlog of one queue, which a search for a few jobs of others must not read. */
async function fillQueue(sql: Sql) {
  await sql`
    insert into pgboss.job (name, data)
    select 'order.confirmed', jsonb_build_object('orderId', gen_random_uuid()) from generate_series(1, 40000)`
  await sql`analyze pgboss.job_common`
}

const largeTables: readonly string[] = [...grownTables, 'job_common']

/** The large tables that the statements read from beginning to end. */
async function scanned(run: Parameters<typeof statementsOf>[1]): Promise<string[]> {
  const statements = await statementsOf(shop.databaseUrl, run)
  expect(statements.length).toBeGreaterThan(0)
  const wrong: string[] = []
  for (const one of statements) {
    const tables = tablesScanned(await planOf(shop.db.$client, one))
    for (const table of tables)
      if (largeTables.includes(table))
        wrong.push(`${table}: ${one.statement.replace(/\s+/g, ' ').slice(0, 300)}`)
  }
  return wrong
}

test(
  'a shop filled to scale keeps all invariants, and each order is what its events say',
  async () => {
    const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
    expect(checked.filter(invariant => invariant.violations > 0)).toEqual([])
    expect(await compareRowsWithEvents(shop.db)).toEqual({ orders: SCALE.orders, differences: [] })
  },
  FILL_LIMIT_MS,
)

test('every index stands again after filling, and a second run without --add is refused', async () => {
  const [left] = await shop.db.$client`select count(*)::int as count from seed_scale.set_aside`
  expect(left?.count).toBe(0)
  const sql = connectForScale(shop.databaseUrl)
  await expect(seedScale({ sql, folder: null }, SCALE, silent)).rejects.toThrow(/--add/)
  await sql.end()
  const names = await shop.db.$client`
    select indexname from pg_indexes where schemaname = 'public' and indexname in ('orders_number_unique', 'orders_standing_idx', 'payments_one_live_idx', 'products_search_idx')`
  expect(names).toHaveLength(4)
})

test('placing an order reads no large table from end to end', async () => {
  const buy = { sku: facts.sku, quantity: 1 }
  expect(
    await scanned(db =>
      placeOrder(withGateway({ ...shop.ctx, db }), orderInput({ lines: [buy] }), { customerId: null }),
    ),
  ).toEqual([])
})

test(
  'no hot query reads a large table from end to end',
  async () => {
    await fillQueue(shop.db.$client)
    const wrong: Record<string, string[]> = {}
    for (const { name, run } of hotQueries(facts)) {
      const tables = await scanned(run)
      if (tables.length) wrong[name] = tables
    }
    expect(wrong).toEqual({})
  },
  FILL_LIMIT_MS,
)

test('dead letters are found along the index, however many jobs wait in other queues', async () => {
  await fillQueue(shop.db.$client)
  const [statement] = await statementsOf(shop.databaseUrl, countDeadLetters)
  expect(statement).toBeDefined()
  if (statement)
    expect(tablesScanned(await planOf(shop.db.$client, statement, { asItLikes: true }))).not.toContain(
      'job_common',
    )
})
