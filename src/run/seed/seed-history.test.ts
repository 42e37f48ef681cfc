import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { renderInvoiceQueue } from '#slices/invoices/jobs.ts'
import { compareRowsWithEvents } from '#slices/orders/rebuild.ts'
import { ordersOf } from '#slices/orders/shop/shopper-queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { listReturns } from '#slices/returns/desk/list-queries.ts'
import { seedDemo } from './seed.ts'
import { seedDemoHistory } from './seed-history.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
  await seedDemo()
})
afterAll(() => shop.close())

test('the demo’s shopper has bought before, by every book, and the shelves stay as they were', async () => {
  const stock = () =>
    shop.db.execute(sql`select variant_id, warehouse_id, on_hand, reserved from stock_levels order by 1, 2`)
  const before = await stock()
  await seedDemoHistory()
  await seedDemoHistory()
  expect(await stock()).toEqual(before)
  const people = await shop.db.select().from(customers)
  const shopper = people.find(person => person.email === 'shopper@orderly.example')
  const { orders } = await ordersOf(shop.db, shopper?.id ?? '', null)
  expect(orders.map(order => [order.state, order.money, order.delivery])).toEqual(
    Array(3).fill(['completed', 'paid', 'delivered']),
  )
  const { returns } = await listReturns(shop.db, { state: null, after: null })
  expect(returns.map(({ state }) => state)).toEqual(['requested', 'approved'])
  expect(await compareRowsWithEvents(shop.db)).toEqual({ orders: 3, differences: [] })
  for (const { id } of orders)
    await renderInvoiceQueue.perform(shop.ctx, { orderId: id, seq: 2 }, { id: 'job', attempt: 1 })
  const checked = await checkInvariants(shop.db, withGateway(shop.ctx).gateway)
  expect(checked.filter(invariant => invariant.violations > 0)).toEqual([])
})

test('a shop that has orders already gets none of these', async () => {
  await shop.db.execute(
    sql`update customers set email = 'somebody@example.com' where email = 'shopper@orderly.example'`,
  )
  await seedDemoHistory()
  expect(await compareRowsWithEvents(shop.db)).toMatchObject({ orders: 3 })
})
