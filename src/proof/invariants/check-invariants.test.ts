import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Slice } from '#platform/slice.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { house } from '#run/house.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { checkInvariants } from './check-invariants.ts'
import { invariants } from './invariants.ts'

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
  const all: readonly Slice[] = house
  const foreign = all.flatMap(({ name, invariants: own = [] }) => {
    const tables = all.flatMap(other => (other.name === name ? [] : Object.keys(other.places ?? {})))
    return own.flatMap(({ number, count }) =>
      tables
        .filter(table => new RegExp(`\\b${table}\\b`).test(count))
        .map(table => `${number} reads ${table}`),
    )
  })
  expect(foreign).toEqual([])
})

test('all hold after a confirmed and a declined order', async () => {
  expect(await broken()).toEqual([])
})

/** One wrong row each, put in behind the code's back; constraints that would refuse it are taken away first. */
const wrongs: { breaks: number[]; by: string; undo: string }[] = [
  {
    breaks: [1, 2, 3],
    by: 'alter table stock_levels drop constraint stock_levels_never_oversold; update stock_levels set reserved = on_hand + 9, on_hand = on_hand + 5',
    undo: 'update stock_levels set reserved = 2, on_hand = on_hand - 5',
  },
  {
    breaks: [2],
    by: 'update stock_levels set on_hand = on_hand + 1',
    undo: 'update stock_levels set on_hand = on_hand - 1',
  },
  {
    breaks: [3],
    by: 'update stock_levels set reserved = reserved + 1',
    undo: 'update stock_levels set reserved = reserved - 1',
  },
  {
    breaks: [3, 4],
    by: "update reservations set state = 'released' where state = 'held'",
    undo: "update reservations set state = 'held' where order_id in (select id from orders where state = 'confirmed')",
  },
  {
    breaks: [4],
    by: "insert into refunds (id, payment_id, order_id, amount_minor, currency, reason, requested_by) select gen_random_uuid(), id, order_id, 1, currency, 'twice', 'program' from payments where status = 'succeeded'; insert into refund_lines select r.id, l.id, l.quantity + 1, 1, false from refunds r join order_lines l using (order_id)",
    undo: 'delete from refund_lines; delete from refunds',
  },
  {
    breaks: [4, 5],
    by: "insert into refunds (id, payment_id, order_id, amount_minor, currency, reason, requested_by, status) select gen_random_uuid(), id, order_id, 1, currency, 'nothing came back', 'program', 'succeeded' from payments where status = 'succeeded'; insert into refund_lines select r.id, l.id, 1, 1, true from refunds r join order_lines l using (order_id)",
    undo: 'delete from refund_lines; delete from refunds',
  },
  {
    breaks: [5, 6, 12],
    by: "update payments set refunded_minor = 1 where status = 'succeeded'",
    undo: 'update payments set refunded_minor = 0',
  },
  {
    breaks: [6, 12],
    by: "alter table payments drop constraint payments_succeeded_is_captured; update payments set captured_minor = captured_minor - 1 where status = 'succeeded'",
    undo: "update payments set captured_minor = captured_minor + 1 where status = 'succeeded'",
  },
  {
    breaks: [7, 12],
    by: "update payments set status = 'succeeded', captured_minor = amount_minor, updated_at = now() - interval '1 hour' where status = 'failed'; update orders set updated_at = now() - interval '1 hour' where state = 'declined'",
    undo: "update payments set status = 'failed', captured_minor = 0 where order_id in (select id from orders where state = 'declined'); update orders o set updated_at = (select max(at) from order_events e where e.order_id = o.id)",
  },
  {
    breaks: [9],
    by: "update pgboss.job set data = data || '{\"seq\": 99}' where name = 'order.confirmed'",
    undo: "update pgboss.job set data = data || '{\"seq\": 2}' where name = 'order.confirmed'",
  },
  {
    breaks: [10],
    by: "insert into pgboss.job (name, data) values ('invoices.render.dead', '{}')",
    undo: "delete from pgboss.job where name = 'invoices.render.dead'",
  },
  {
    breaks: [14],
    by: "insert into disputes (id, provider_id, payment_id, order_id, amount_minor, currency, reason, state, opened_at) select gen_random_uuid(), 'du_made_up', id, order_id, 1, currency, 'fraudulent', 'lost', now() from payments where status = 'succeeded'",
    undo: 'delete from disputes',
  },
  {
    breaks: [11],
    by: "update orders set units = units + 1 where state = 'confirmed'",
    undo: "update orders set units = units - 1 where state = 'confirmed'",
  },
  {
    breaks: [13],
    by: "insert into order_attempts (party, open, failed, paid, window_ends_at) values ('email:left', array[gen_random_uuid()], 0, 0, now())",
    undo: "delete from order_attempts where party = 'email:left'",
  },
  {
    breaks: [13],
    by: "update payments set parties = '{email:forgotten}' where status = 'failed'",
    undo: "update payments set parties = null where status = 'failed'",
  },
  {
    breaks: [15],
    by: "insert into dispatches (order_id, state) select id, 'shipped' from orders where state = 'confirmed'; update orders set state = 'cancelled', ended_at = now() where state = 'confirmed'",
    undo: "delete from dispatches; update orders set state = 'confirmed', ended_at = null where state = 'cancelled'",
  },
  {
    breaks: [15],
    by: "insert into hand_overs (order_id, state, at) select id, 'taken', now() from orders where state = 'confirmed'; update orders set state = 'cancelled', ended_at = now() + interval '1 s' where state = 'confirmed'",
    undo: "delete from hand_overs; update orders set state = 'confirmed', ended_at = null where state = 'cancelled'",
  },
  {
    breaks: [16],
    by: "insert into hand_overs (order_id, state, at) select id, 'taken', now() from orders where state = 'confirmed'",
    undo: 'delete from hand_overs',
  },
  {
    breaks: [17],
    by: "insert into customers (id, name, email) values ('00000000-0000-7000-8000-000000000017', 'Wishes Much', 'wishes@example.com'); insert into products (id, slug, name, category_id) select gen_random_uuid(), 'wish-' || n, 'Wish', categories.id from generate_series(1, 201) n, categories; insert into wishes (customer_id, product_id, by_visitor) select '00000000-0000-7000-8000-000000000017', id, false from products where slug like 'wish-%'",
    undo: "delete from products where slug like 'wish-%'; delete from customers where name = 'Wishes Much'",
  },
]

test.each(wrongs)('a wrong row that breaks $breaks is counted there: $by', async ({ breaks, by, undo }) => {
  await shop.db.execute(sql.raw(by))
  const counted = await broken()
  await shop.db.execute(sql.raw(undo))
  expect(counted).toEqual(expect.arrayContaining(breaks))
  expect(await broken()).toEqual([])
})

test('each has a wrong row here that it counts', () => {
  const tried = new Set([8, ...wrongs.flatMap(wrong => wrong.breaks)])
  expect([...tried].sort((a, b) => a - b)).toEqual(invariants.map(invariant => invariant.number))
})

test('an order left reserved long past its expiry breaks the eighth', async () => {
  const ctx = withGateway(shop.ctx)
  const input = orderInput({
    lines: [{ sku: 'CUP', quantity: 1 }],
    payment: { method: 'pm_card_authenticationRequired' },
  })
  await placeOrder(
    { ...ctx, now: () => new Date(Date.now() - 3_600_000) },
    { ...input },
    { customerId: null },
  )
  await shop.db.execute(
    sql`update orders set state = 'reserved', money = 'requires_action' where id = ${input.orderId}`,
  )
  expect(await broken()).toContain(8)
})
