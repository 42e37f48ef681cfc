import { and, eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { effectOf } from '#platform/jobs/effects.ts'
import type { Queue } from '#platform/jobs/queue.ts'
import { effects } from '#platform/jobs/schema.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import type { DeliveryStep } from '#slices/orders/delivery/events-of-step.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { foldParcels } from '#slices/orders/delivery/parcels.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, readLines } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { trackingUrl } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import {
  repeatMailQueue,
  sendCancelledQueue,
  sendConfirmationQueue,
  sendDeliveredQueue,
  sendRefundedQueue,
  sendShippedQueue,
} from './jobs.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

type Received = { to: string; subject: string; text: string; orderNumber: string }

async function inboxOf(order: Order): Promise<Received[]> {
  const answer = await fetch(`${shop.sandbox.url}/_sandbox/emails?orderNumber=${order.number}`)
  return answer.json() as Promise<Received[]>
}

async function run(queue: Queue, order: Order, event: string) {
  await queue.perform(shop.ctx, await announcementOf(shop, order.id, event), { id: 'job', attempt: 1 })
}

const shipped = { to: 'shipped', carrier: 'DPD', trackingNumber: 'OR123456789GB' } as const

test('a confirmed order is mailed with its number, total, arrival, address and a link to its page', async () => {
  const order = await confirmedOrder(shop)
  await run(sendConfirmationQueue, order, 'order.confirmed')
  const [mail, ...others] = await inboxOf(order)
  expect(others).toEqual([])
  expect(mail?.to).toBe('ana@example.com')
  expect(mail?.orderNumber).toBe(order.number)
  expect(mail?.subject).toMatch(/^Order O-\w{4}-\w{4} is confirmed — arrives \w{3} \d+ /)
  expect(mail?.text).toMatch(/^2 × Thing WARE-\d+ +£25\.00$/m)
  for (const words of [
    'Thank you, Ana',
    order.number,
    '£28.95',
    '£25.00',
    '/invoice?token=',
    'Ana Moss',
    '1 Shelf Street',
    'SW1A 1AA',
    'United Kingdom',
    trackingUrl(order.id),
  ]) {
    expect(mail?.text).toContain(words)
  }
})

test('a mail is sent once, even if its job runs twice', async () => {
  const order = await confirmedOrder(shop)
  await run(sendConfirmationQueue, order, 'order.confirmed')
  await run(sendConfirmationQueue, order, 'order.confirmed')
  expect(await inboxOf(order)).toHaveLength(1)
})

test('no second mail follows a run that died between sending and noting', async () => {
  const order = await confirmedOrder(shop)
  await run(sendConfirmationQueue, order, 'order.confirmed')
  await forget(order, 'notifications.send-confirmation')
  await run(sendConfirmationQueue, order, 'order.confirmed')
  expect(await inboxOf(order)).toHaveLength(1)
  expect(await effectOf(shop.db, order.id, 'notifications.send-confirmation')).not.toBeNull()
})

test('a mail whose answer was lost counts as sent, even if its text would differ by now', async () => {
  const order = await confirmedOrder(shop)
  await run(
    sendShippedQueue,
    await moveDelivery(shop.ctx, { orderId: order.id, ...shipped }),
    'order.shipped',
  )
  await forget(order, 'notifications.send-shipped')
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'delivered' })
  await shop.db.execute(`update orders set carrier = 'Evri' where id = '${order.id}'`)
  await run(sendShippedQueue, order, 'order.shipped')
  expect(await inboxOf(order)).toHaveLength(1)
  expect(await effectOf(shop.db, order.id, 'notifications.send-shipped')).toMatchObject({
    ref: 'sent before',
  })
})

test('a run fails when the mail service fails, and its error holds no address', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'resend', kind: 'error_500' })
  const failed = run(sendConfirmationQueue, order, 'order.confirmed')
  await expect(failed).rejects.toThrow(/^Resend is out of order \(500 internal_server_error\)\.$/)
  expect(await effectOf(shop.db, order.id, 'notifications.send-confirmation')).toBeNull()
})

test('the shopper gets a mail with carrier and tracking number when the parcel leaves', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, ...shipped })
  await run(sendShippedQueue, order, 'order.shipped')
  const [mail] = await inboxOf(order)
  expect(mail?.subject).toMatch(/^Shipped: order O-\w{4}-\w{4} arrives /)
  for (const words of ['DPD', 'OR123456789GB', trackingUrl(order.id)]) expect(mail?.text).toContain(words)
})

/** A paid order of two things that leaves in one parcel from each of these warehouses. */
async function splitOrder(sku: string, units: Record<string, number>) {
  await stockUp(shop.db, { sku, priceMinor: 1_250, units })
  const quantity = Object.values(units).reduce((sum, each) => sum + each, 0)
  const order = await confirmedOrder(shop, { lines: [{ sku, quantity }] })
  await beginHandOver(shop.ctx, order.id)
  const parcels = foldParcels(await readEvents(shop.db, order.id)) ?? []
  expect(parcels.map(({ warehouse }) => warehouse)).toEqual(Object.keys(units))
  const send = (index: number, parcel: Partial<DeliveryStep>) =>
    moveDelivery(shop.ctx, { orderId: order.id, parcelId: parcels[index]?.id, to: 'shipped', ...parcel })
  return { order, send }
}

/** The events by which the order's parcels left, oldest first. */
async function departures({ id }: Order): Promise<number[]> {
  const events = await readEvents(shop.db, id)
  return events
    .filter(({ type }) => type === 'order.parcel_shipped' || type === 'order.shipped')
    .map(({ seq }) => seq)
}

const tell = (order: Order, seq: number | undefined) =>
  sendShippedQueue.perform(shop.ctx, { orderId: order.id, seq }, { id: 'job', attempt: 1 })

test('each of two parcels is mailed with its own number, its items, and what becomes of the other', async () => {
  const { order, send } = await splitOrder('SPLIT-2', { north: 2, south: 1 })
  await send(0, { carrier: 'DPD', trackingNumber: 'NORTH1' })
  await send(1, { carrier: 'Evri', trackingNumber: 'SOUTH1' })
  // The first mail comes late: it still says what was to come when its parcel left.
  const [first, last] = await departures(order)
  for (const seq of [first, last, first, last]) await tell(order, seq)
  const [part, rest, ...others] = await inboxOf(order)
  expect(others).toEqual([])

  expect(part?.subject).toMatch(/^Shipped: a part of order O-\w{4}-\w{4} arrives /)
  expect(part?.text).toMatch(/^A part of your order is on its way\.$/m)
  expect(part?.text).toMatch(/^DPD has a part of order O-\w{4}-\w{4} and brings it /m)
  expect(part?.text).toMatch(/^2 × Thing SPLIT-2 +£25\.00$/m)
  expect(part?.text).toContain('NORTH1')
  expect(part?.text).toContain('1 item is still to come in another parcel. We’ll write again when it leaves.')
  expect(part?.text).not.toMatch(/SOUTH1|nothing is left/)

  expect(rest?.subject).toMatch(/^Shipped: the rest of order O-\w{4}-\w{4} arrives /)
  expect(rest?.text).toMatch(/^The rest of your order is on its way\.$/m)
  expect(rest?.text).toMatch(/^1 × Thing SPLIT-2 +£12\.50$/m)
  expect(rest?.text).toContain('The other parcel left before, so nothing is left to come.')
  expect(rest?.text).toContain('SOUTH1')
  expect(rest?.text).not.toMatch(/NORTH1|to come in/)

  for (const seq of [first, last])
    expect(await effectOf(shop.db, order.id, `notifications.send-shipped#${seq}`)).not.toBeNull()
  expect(await effectOf(shop.db, order.id, 'notifications.send-shipped')).toBeNull()
})

test('a part that arrived although nobody said that it left is told as arrived, without a day', async () => {
  const { order, send } = await splitOrder('SPLIT-UNHEARD', { north: 2, south: 1 })
  await send(0, { to: 'delivered' })
  const [first] = await departures(order)
  await tell(order, first)
  const [part, ...others] = await inboxOf(order)
  expect(others).toEqual([])
  expect(part?.subject).toMatch(/^Delivered: a part of order O-\w{4}-\w{4}$/)
  expect(part?.text).toMatch(/^A part of your order has arrived\.$/m)
  expect(part?.text).toMatch(/^The carrier has brought a part of order O-\w{4}-\w{4}\.$/m)
  expect(part?.text).toContain('1 item is still to come in another parcel.')
})

test('of three parcels the first mail counts what is still to come, and the last what left before', async () => {
  const { order, send } = await splitOrder('SPLIT-3', { east: 1, north: 1, south: 2 })
  await send(1, {})
  await send(0, {})
  await send(2, {})
  for (const seq of await departures(order)) await tell(order, seq)
  const texts = (await inboxOf(order)).map(({ text }) => text)
  expect(texts[0]).toContain('3 items are still to come in 2 more parcels.')
  expect(texts[1]).toContain('2 items are still to come in another parcel.')
  expect(texts[2]).toContain('The other 2 parcels left before, so nothing is left to come.')
})

test('a mail about one of two parcels can be sent again, with what is known of the parcel by then', async () => {
  const { order, send } = await splitOrder('SPLIT-5', { north: 1, south: 1 })
  await send(0, { carrier: 'DPD', trackingNumber: 'NORTH1' })
  const [first] = await departures(order)
  await tell(order, first)
  await send(0, { carrier: 'DPD', trackingNumber: 'NORTH2' })
  await send(1, { carrier: 'Evri', trackingNumber: 'SOUTH1' })
  await repeatEffect(shop.ctx, { orderId: order.id, kind: `notifications.send-shipped#${first}` })
  await run(repeatMailQueue, order, 'order.mail_repeated')
  await run(repeatMailQueue, order, 'order.mail_repeated')
  const [mail, again, ...others] = await inboxOf(order)
  expect(others).toEqual([])
  expect(again?.subject).toBe(mail?.subject)
  expect(again?.text).toBe(mail?.text.replaceAll('NORTH1', 'NORTH2'))
})

test('the shopper gets a mail with the last day for returns when the parcel arrives', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, ...shipped, to: 'delivered' })
  await run(sendDeliveredQueue, order, 'order.delivered')
  const [mail] = await inboxOf(order)
  expect(mail?.subject).toMatch(/^Delivered: order O-\w{4}-\w{4} — returns until \w{3} \d+ \w{3}$/)
  expect(mail?.text).toContain('DPD')
})

/** The same shop with its clock stopped at a moment. */
const shopAt = (at: string): TestShop => ({ ...shop, ctx: { ...shop.ctx, now: () => new Date(at) } })

test('days count from the moment the parcel left, and the mail tells when they are later than promised', async () => {
  const order = await confirmedOrder(shopAt('2026-11-16T10:00:00Z'))
  await sendConfirmationQueue.perform(
    shopAt('2026-11-16T10:00:05Z').ctx,
    await announcementOf(shop, order.id, 'order.confirmed'),
    { id: 'job', attempt: 1 },
  )
  await moveDelivery(shopAt('2026-11-27T15:00:00Z').ctx, { orderId: order.id, ...shipped })
  await run(sendShippedQueue, order, 'order.shipped')
  const [confirmation, dispatch] = await inboxOf(order)
  expect(confirmation?.subject).toContain('arrives Wed 18 – Fri 20 Nov')
  expect(dispatch?.subject).toContain('arrives Tue 1 – Thu 3 Dec')
  expect(dispatch?.text).toContain('later than we promised')
})

test('the thirty days for returns are calendar days, even when the clocks change in between', async () => {
  const order = await confirmedOrder(shopAt('2026-03-09T10:00:00Z'))
  const { ctx } = shopAt('2026-03-10T23:30:00Z')
  await moveDelivery(ctx, { orderId: order.id, ...shipped, to: 'delivered' })
  await run(sendDeliveredQueue, order, 'order.delivered')
  const [mail] = await inboxOf(order)
  expect(mail?.subject).toContain('returns until Thu 9 Apr')
})

test('a cancelled order gets a mail about the cancellation, and one about the refund with amount, card and day', async () => {
  const order = await confirmedOrder(shop)
  await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed mind' })
  await run(sendCancelledQueue, order, 'order.cancelled')
  await run(sendRefundedQueue, order, 'order.refunded')
  const mails = await inboxOf(order)
  expect(mails.map(mail => mail.subject)).toEqual([
    `Cancelled: order ${order.number}, £28.95 goes back to you`,
    `Refunded: £28.95 for order ${order.number}`,
  ])
  expect(mails[1]?.text).toContain('Visa ending in 4242')
  expect(mails[1]?.text).toMatch(/On \w{3} \d+ \w{3} we sent back/)
})

test('a partial refund gets a mail with its own amount and its items', async () => {
  const order = await confirmedOrder(shop)
  const [line] = await readLines(shop.db, order.id)
  await refundOrder(withGateway(shop.ctx), {
    refundId: uuidv7(),
    orderId: order.id,
    reason: 'one of two was broken',
    of: { kind: 'lines', lines: [{ lineId: line?.id ?? '', quantity: 1, restock: false }], shipping: true },
  })
  await run(sendRefundedQueue, order, 'order.refunded')
  const [mail] = await inboxOf(order)
  expect(mail?.subject).toBe(`Refunded: £16.45 for order ${order.number}`)
  expect(mail?.text).toContain(`It is for 1 × ${line?.name}; Delivery.`)
  expect(mail?.text).not.toContain('£28.95')
})

test('what was taken out is named in the mail about its money, and is not in the mail about the parcel', async () => {
  const order = await confirmedOrder(shop)
  const [line] = await readLines(shop.db, order.id)
  await cancelItems(withGateway(shop.ctx), {
    orderId: order.id,
    refundId: uuidv7(),
    reason: 'one is enough',
    lines: [{ lineId: line?.id ?? '', quantity: 1 }],
  })
  await run(sendRefundedQueue, order, 'order.refunded')
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'shipped' })
  await run(sendShippedQueue, order, 'order.shipped')
  const [refunded, shipped] = await inboxOf(order)
  expect(refunded?.text).toContain(`It is for 1 × ${line?.name}. You do not get this any more`)
  expect(shipped?.text).toContain(`1 × ${line?.name}`)
  expect(shipped?.text).not.toContain(`2 × ${line?.name}`)
})

test('the end of an order that was never confirmed gets no mail', async () => {
  const order = await confirmedOrder(shop)
  await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'changed mind' })
  const announcement = await announcementOf(shop, order.id, 'order.cancelled')
  await shop.db.execute(`update orders set confirmed_at = null, state = 'cancelled' where id = '${order.id}'`)
  await sendCancelledQueue.perform(shop.ctx, announcement, { id: 'job', attempt: 1 })
  expect(await inboxOf(order)).toEqual([])
})

async function forget(order: Order, kind: string) {
  await shop.db.delete(effects).where(and(eq(effects.causeId, order.id), eq(effects.kind, kind)))
}
