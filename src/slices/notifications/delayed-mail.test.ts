import { afterAll, beforeAll, expect, test } from 'vitest'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import type { Order } from '#slices/orders/order.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { keepPromises } from '#slices/promises/keep-promises.ts'
import { sendConfirmation } from './send-confirmation.ts'
import { sendDelayed } from './send-delayed.ts'
import { sendShipped } from './send-shipped.ts'

let shop: TestShop
let clock = new Date()
const at = (moment: string) => {
  clock = new Date(moment)
}
beforeAll(async () => {
  shop = await openTestShop()
  shop.ctx.now = () => clock
  await stockUp(shop.db, { sku: 'BOWL', units: { north: 100 } })
  await stockUp(shop.db, { sku: 'LAMP', units: { south: 100 } })
})
afterAll(() => shop.close())

type Received = { subject: string; text: string }
const inboxOf = async ({ number }: Order) =>
  (await (await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${number}`)).json()) as Received[]
const subjectsOf = async (order: Order) => (await inboxOf(order)).map(({ subject }) => subject)

async function ordered(moment: string, ...skus: string[]) {
  at(moment)
  const order = await confirmedOrder(shop, { lines: skus.map(sku => ({ sku, quantity: 1 })) })
  await beginHandOver(shop.ctx, order.id)
  return order
}

/** Sends what was announced, twice, as a worker that dies may. */
async function tell() {
  const jobs = await shop.db.$client<{ data: { orderId: string; parcelId: string; number: number } }[]>`
    delete from pgboss.job where name = 'promise.delayed' returning data`
  for (const { data } of [...jobs, ...jobs]) await sendDelayed(shop.ctx, data)
}

test('a shopper is told of the new days before they ask, once, and finds them on the page of the order', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'BOWL')
  at('2026-12-03T16:00:00Z')
  await keepPromises(shop.ctx)
  await tell()
  const mails = await inboxOf(order)
  expect(mails.map(({ subject }) => subject)).toEqual([
    `Delayed: order ${order.number} now arrives Thu 10 Dec`,
  ])
  expect(mails[0]?.text).toMatch(/now arrives Tue 8 – Thu 10 Dec\. It has not left our warehouse in time\./)
  const key = { customerId: null, isStaff: true }
  expect(await orderStatus(shop.db, order.id, key, clock)).toMatchObject({
    arrival: { earliest: '2026-12-08', latest: '2026-12-10' },
    arrivalStanding: 'late',
    lateBecause: 'It has not left our warehouse in time.',
  })
})

test('nothing is said of a parcel that left, arrived or was cancelled meanwhile, nor of a day that is no longer the newest', async () => {
  const [arrived, cancelled, later] = [
    await ordered('2026-12-01T10:00:00Z', 'BOWL'),
    await ordered('2026-12-01T10:00:00Z', 'BOWL'),
    await ordered('2026-12-01T10:00:00Z', 'BOWL'),
  ]
  at('2026-12-03T16:00:00Z')
  await keepPromises(shop.ctx)
  await moveDelivery(shop.ctx, { orderId: arrived.id, to: 'delivered' })
  await shop.db.$client`update orders set state = 'cancelled', ended_at = now() where id = ${cancelled.id}`
  at('2026-12-08T16:00:00Z')
  await keepPromises(shop.ctx)
  await tell()
  expect([await subjectsOf(arrived), await subjectsOf(cancelled)]).toEqual([[], []])
  expect(await subjectsOf(later)).toEqual([`Delayed: order ${later.number} now arrives Wed 16 Dec`])
})

test.each([
  ['', false],
  [', which a version without promises noted', true],
])('nothing is said of a parcel that left meanwhile%s', async (_, isUnfollowed) => {
  const order = await ordered('2026-12-01T10:00:00Z', 'BOWL')
  at('2026-12-03T16:00:00Z')
  await keepPromises(shop.ctx)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'shipped', carrier: 'DPD' })
  if (isUnfollowed)
    await shop.db.$client`update parcel_promises set left_at = null where order_id = ${order.id}`
  await tell()
  expect(await subjectsOf(order)).toEqual([])
})

test('of several parcels each is told of for itself', async () => {
  const order = await ordered('2026-12-01T10:00:00Z', 'BOWL', 'LAMP')
  const [north, south] = await readParcels(shop.db, order)
  at('2026-12-02T10:00:00Z')
  await moveDelivery(shop.ctx, { orderId: order.id, parcelId: north?.id, to: 'shipped' })
  at('2026-12-03T16:00:00Z')
  await keepPromises(shop.ctx)
  await tell()
  expect(await subjectsOf(order)).toEqual([`Delayed: a part of order ${order.number} now arrives Thu 10 Dec`])
  const status = await orderStatus(shop.db, order.id, { customerId: null, isStaff: true }, clock)
  expect(status?.parcels.map(({ id, promise }) => [id, promise?.latest, promise?.isLate])).toEqual([
    [north?.id, '2026-12-08', true],
    [south?.id, '2026-12-10', true],
  ])
})

test('the mails of an order say what is written down: confirmed with its promise, shipped late when it was promised sooner', async () => {
  at('2026-12-01T10:00:00Z')
  const order = await confirmedOrder(shop, { lines: [{ sku: 'BOWL', quantity: 1 }] })
  await shop.db.$client`update warehouses set cut_off_minute = 540 where code = 'north'`
  await sendConfirmation(shop.ctx, { orderId: order.id, seq: 2 })
  await shop.db.$client`update warehouses set cut_off_minute = 960 where code = 'north'`
  expect(await subjectsOf(order)).toEqual([`Order ${order.number} is confirmed — arrives Fri 4 – Tue 8 Dec`])
  at('2026-12-03T10:00:00Z')
  await beginHandOver(shop.ctx, order.id)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'shipped', carrier: 'DPD' })
  await sendShipped(shop.ctx, { orderId: order.id, seq: 3 })
  const [mail] = (await inboxOf(order)).filter(({ subject }) => subject.startsWith('Shipped'))
  expect(mail?.subject).toBe(`Shipped: order ${order.number} arrives Mon 7 – Wed 9 Dec`)
  expect(mail?.text).toMatch('later than we promised')
})
