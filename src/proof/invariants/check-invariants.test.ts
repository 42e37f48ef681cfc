import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Invariant } from '#platform/db/invariant.ts'
import type { Slice } from '#platform/slice.ts'
import { ofEachSlice } from '#proof/testing/of-each-slice.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { house } from '#run/house.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { betweenSlices } from './between-slices.ts'
import { checkInvariants } from './check-invariants.ts'
import type { Wrong } from './wrong.ts'
import { wrongsBetweenSlices } from './wrongs-between-slices.ts'

const all: readonly Slice[] = house

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await stockUp(shop.db, { sku: 'CUP' })
  const ctx = withGateway(shop.ctx)
  await placeOrder(ctx, orderInput({ lines: [{ sku: 'CUP', quantity: 2 }] }), { customerId: null })
  await placeOrder(
    ctx,
    orderInput({ lines: [{ sku: 'CUP', quantity: 1 }], payment: { method: 'pm_card_chargeDeclined' } }),
    { customerId: null },
  )
})
afterAll(() => shop.close())

async function broken(): Promise<number[]> {
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  return checked.filter(invariant => invariant.violations > 0).map(invariant => invariant.number)
}

test('the invariants of a slice read no table of another slice', () => {
  const foreign = all.flatMap(({ name, invariants: own = [] }) => {
    const tables = all.flatMap(other => (other.name === name ? [] : Object.keys(other.places ?? {})))
    return own.flatMap(({ number, count }) =>
      tables
        // A word in quotation marks is a value, such as a place that is called like a table.
        .filter(table => new RegExp(`\\b${table}\\b`).test(count.replace(/'[^']*'/g, '')))
        .map(table => `${number} reads ${table}`),
    )
  })
  expect(foreign).toEqual([])
})

test('all hold after a confirmed and a declined order', async () => {
  expect(await broken()).toEqual([])
})

const bySlice = await ofEachSlice<{ wrongs: readonly Wrong[] }>('test-wrongs.ts')
const wrongs = [...bySlice.flatMap(({ said }) => said.wrongs), ...wrongsBetweenSlices]

test.each(wrongs)('a wrong row that breaks $breaks is counted there: $by', async ({ breaks, by, undo }) => {
  await shop.db.execute(sql.raw(by))
  const counted = await broken()
  await shop.db.execute(sql.raw(undo))
  expect(counted).toEqual(expect.arrayContaining([...breaks]))
  expect(await broken()).toEqual([])
})

test('a follower owes nothing to the orders from before it followed, and its job to each one since', async () => {
  await shop.db.execute(sql`update pgboss.job set state = 'completed' where name = 'order.confirmed'`)
  await shop.db.execute(sql`insert into caused_effects (cause_id, kind, ref)
    select o.id, f.queue, 'done' from orders o, followers f
    where o.state = 'confirmed' and f.event = 'order.confirmed' and f.queue <> 'analytics.record-sale'`)
  expect(await broken()).toEqual([9])
  const countedFrom = (time: string) =>
    shop.db.execute(
      sql`update followers set since = ${time}::timestamptz where queue = 'analytics.record-sale'`,
    )
  await countedFrom('tomorrow')
  expect(await broken()).toEqual([])
  await countedFrom('yesterday')
  expect(await broken()).toEqual([9])
})

test('each slice breaks every invariant of its own, and here is broken what compares several', () => {
  const own = all.flatMap(({ name, invariants = [] }) => {
    const { wrongs: tried = [] } = bySlice.find(({ slice }) => slice === name)?.said ?? {}
    return untried(invariants, tried).map(number => `${name} has no wrong row for ${number}`)
  })
  const between = untried(betweenSlices, wrongsBetweenSlices).map(number => `no wrong row for ${number}`)
  expect([...own, ...between]).toEqual([])
})

function untried(invariants: readonly Invariant[], wrongs: readonly Wrong[]): number[] {
  const tried = new Set(wrongs.flatMap(({ breaks }) => breaks))
  return invariants.map(({ number }) => number).filter(number => !tried.has(number))
}
