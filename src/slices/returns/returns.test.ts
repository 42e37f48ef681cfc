import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { cancelReturn } from './cancel-return.ts'
import { closeReturn, retryPayBack } from './close-return.ts'
import { approveReturn, refuseReturn } from './decide-return.ts'
import { readReturnsOfOrder, readWaitingReturns } from './desk/list-queries.ts'
import { expireReturns } from './expire-returns.ts'
import { inspectReturn } from './inspect-return.ts'
import { eventsOfReturn, payBacksOf, readReturn, returnsOf } from './queries.ts'
import { receiveReturn } from './receive-return.ts'
import { readReturnable } from './returnable.ts'
import { settleReturn } from './settle-return.ts'
import { standingFor } from './standing.ts'
import { returnsIn } from './test-returned.ts'

let shop: Doors
let of: ReturnType<typeof returnsIn>
beforeAll(async () => {
  shop = await openDoors()
  of = returnsIn(shop)
})
afterAll(() => shop.close())

const DAY_MS = 86_400_000
const after = (days: number) => () => new Date(Date.now() + days * DAY_MS)
const ctx = () => of.atDock()

async function onHand(sku: string): Promise<number> {
  const [row] = await shop.db.$client<{ units: number }[]>`
    select sum(on_hand)::int as units from stock_levels s join variants v on v.id = s.variant_id where v.sku = ${sku}`
  return row?.units ?? 0
}
async function jobsOf(returnId: string) {
  const jobs = await shop.db.$client<{ name: string }[]>`
    select name from pgboss.job where data ->> 'returnId' = ${returnId} order by name`
  return jobs.map(({ name }) => name)
}
const received = (number: string, sku: string, quantity: number, id = uuidv7(), reason?: string) =>
  receiveReturn(ctx(), { number, id, lines: [{ sku, quantity }], reason })
const inspected = (
  number: string,
  sku: string,
  outcome: 'restock' | 'repair' | 'scrap' | 'send_back',
  quantity = 1,
  id = uuidv7(),
) => inspectReturn(ctx(), { number, id, lines: [{ sku, quantity, outcome }] })
const settle = ({ id, orderId }: { id: string; orderId: string }) =>
  settleReturn(ctx(), { orderId, returnId: id })

test('a return is opened once, approved by the rule, with its label and its mail on their way', async () => {
  const order = await of.deliveredOrder()
  const wish = await of.wishOf(order)
  const [first, second] = await Promise.all([of.ask(wish), of.ask(wish)])
  expect(second).toEqual(first)
  expect(first).toMatchObject({ state: 'approved', lines: [{ asked: 1, approved: 1, received: 0 }] })
  expect(await returnsOf(shop.db, order.id)).toHaveLength(1)
  expect(await jobsOf(wish.id)).toEqual(['notifications.send-return-news', 'returns.draw-label'])
  await expect(
    of.ask({ ...wish, lines: (await of.wishOf(order, { quantity: 2 })).lines }),
  ).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('the steps of a return are read on the page of its order, by staff with names and reasons, by the shopper without', async () => {
  const { order, number, sku, id, orderId } = await of.approvedReturn()
  await received(number, sku, 1)
  await inspected(number, sku, 'restock')
  await settle({ id, orderId })
  const types = ['asked', 'approved', 'received', 'inspected', 'refunded', 'settled']
  const [ofStaff] = await readReturnsOfOrder(shop.db, order.id)
  expect(ofStaff?.events.map(({ type }) => type)).toEqual(types)
  const { returns } = await standingFor(ctx(), order.id, of.keyOf(order.id))
  expect(returns[0]?.steps.map(({ type }) => type)).toEqual(types)
  expect(Object.keys(returns[0]?.steps[0] ?? {}).sort()).toEqual(['at', 'id', 'type'])
})

test('nothing of a return is kept when the shop dies in it', async () => {
  const wish = await of.wishOf(await of.deliveredOrder())
  strikeWith(point => {
    if (point === 'return.in') throw new Error('struck')
  })
  await expect(of.ask(wish)).rejects.toThrow('struck')
  strikeWith(undefined)
  expect([await readReturn(shop.db, wish.id), await jobsOf(wish.id)]).toEqual([null, []])
  expect(await of.ask(wish)).toMatchObject({ id: wish.id })
})

test('no unit is in two returns, also when two wishes come at once', async () => {
  const order = await of.deliveredOrder()
  const wishes = [await of.wishOf(order, { quantity: 2 }), await of.wishOf(order, { quantity: 1 })]
  const ends = await Promise.allSettled(wishes.map(wish => of.ask(wish)))
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const more = await of.wishOf(order, { quantity: 2 })
  await expect(of.ask(more)).rejects.toMatchObject({ code: 'validation_failed' })
})

test('units that a refund puts onto the shelf are not taken in with a return as well, also at once', async () => {
  for (let round = 0; round < 6; round++) {
    const order = await of.deliveredOrder()
    const line = await of.lineOf(order)
    const { number } = await of.ask(await of.wishOf(order, { quantity: 2 }))
    const refund = refundOrder(withGateway(ctx()), {
      refundId: uuidv7(),
      orderId: order.id,
      of: { kind: 'lines', lines: [{ lineId: line.id, quantity: 2, restock: true }], shipping: false },
      reason: 'they are here',
    })
    const ends = await Promise.allSettled([refund, received(number, line.sku, 2)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refundsOf(shop.db, order.id)).toMatchObject(
      ends[0].status === 'fulfilled' ? [{ status: 'succeeded' }] : [],
    )
    await expect(received(number, line.sku, 1)).rejects.toThrow('Only 0')
  }
})

test('what has not arrived, was paid back without a return, or is too old cannot be sent back', async () => {
  const order = await of.deliveredOrder()
  const line = await of.lineOf(order)
  await expect(of.ask(await of.wishOf(order, { quantity: 3 }))).rejects.toThrow('Only 2')
  await expect(of.ask(await of.wishOf(order, { reason: 'changed_mind' }), after(32))).rejects.toThrow(
    'ended on',
  )
  await refundOrder(withGateway(ctx()), {
    refundId: uuidv7(),
    orderId: order.id,
    of: { kind: 'lines', lines: [{ lineId: line.id, quantity: 1, restock: false }], shipping: false },
    reason: 'keep it',
  })
  await expect(of.ask(await of.wishOf(order, { quantity: 2 }))).rejects.toThrow('Only 1')
  expect(await of.ask(await of.wishOf(order))).toMatchObject({ state: 'approved' })
})

test('an odd wish waits for staff, who approve it in part or refuse it with a reason', async () => {
  const order = await of.deliveredOrder()
  const { number, id } = await of.ask(await of.wishOf(order, { reason: 'other', quantity: 2 }))
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'requested', lines: [{ approved: 0 }] })
  const { sku } = await of.lineOf(order)
  await expect(received(number, sku, 1)).rejects.toThrow('Nobody has decided')
  await expect(approveReturn(ctx(), { number, lines: [{ sku, quantity: 3 }] })).rejects.toThrow('Only 2')
  expect(await approveReturn(ctx(), { number, lines: [{ sku, quantity: 1 }] })).toMatchObject({
    state: 'approved',
    lines: [{ asked: 2, approved: 1 }],
  })
  expect(await approveReturn(ctx(), { number, lines: undefined })).toMatchObject({ lines: [{ approved: 1 }] })
  expect(await refuseReturn(ctx(), { number, reason: 'Opened' })).toMatchObject({
    state: 'refused',
    refusal: 'Opened',
  })
  await expect(received(number, sku, 1)).rejects.toThrow('refused already')
  // What was refused may be asked for again.
  expect(await of.ask(await of.wishOf(order, { quantity: 2 }))).toMatchObject({ state: 'approved' })
})

test('a box is taken in once by its id, two at once never take in more than was approved, and nothing is on sale', async () => {
  const { number, sku, id } = await of.approvedReturn(2)
  const before = await onHand(sku)
  const box = uuidv7()
  await Promise.all([received(number, sku, 1, box), received(number, sku, 1, box)])
  expect(await readReturn(shop.db, id)).toMatchObject({
    state: 'received',
    lines: [{ received: 1, waiting: 1 }],
  })
  await expect(received(number, sku, 2, box)).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  const ends = await Promise.allSettled([received(number, sku, 1), received(number, sku, 1)])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await readReturn(shop.db, id)).toMatchObject({ lines: [{ received: 2, waiting: 2, extra: 0 }] })
  expect(await onHand(sku)).toBe(before)
})

test('more than was approved is taken in with a reason, and never more than the customer has', async () => {
  const { number, sku } = await of.approvedReturn(1)
  await expect(received(number, sku, 2)).rejects.toMatchObject({ fields: [{ path: 'reason' }] })
  await expect(received(number, sku, 3, uuidv7(), 'They sent all')).rejects.toThrow('Only 2')
  expect(await received(number, sku, 2, uuidv7(), 'They sent both')).toMatchObject({
    lines: [{ asked: 1, approved: 1, extra: 1, received: 2 }],
  })
  await expect(received(number, sku, 1, uuidv7(), 'One more')).rejects.toThrow('Only 0')
})

test('each unit goes where its inspection says, and only what is kept is paid back, once', async () => {
  const { number, sku, id, order, orderId } = await of.approvedReturn(2)
  const shelf = await onHand(sku)
  await received(number, sku, 2)
  const [first, second] = [uuidv7(), uuidv7()]
  await Promise.all([
    inspected(number, sku, 'restock', 1, first),
    inspected(number, sku, 'restock', 1, first),
  ])
  await inspected(number, sku, 'send_back', 1, second)
  await expect(inspected(number, sku, 'scrap')).rejects.toThrow('Only 0')
  await expect(inspected(number, sku, 'scrap', 1, first)).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
  expect(await onHand(sku)).toBe(shelf + 1)
  await settle({ id, orderId })
  await settle({ id, orderId })
  expect(await readReturn(shop.db, id)).toMatchObject({
    state: 'settled',
    lines: [{ received: 2, waiting: 0, restocked: 1, sentBack: 1, refunded: 1 }],
  })
  expect(await refundsOf(shop.db, orderId)).toMatchObject([
    { amountMinor: 1_250, reason: `Return ${number}` },
  ])
  expect((await requireOrder(shop.db, order.id)).refundedMinor).toBe(1_250)
})

test('the money goes back once when the shop dies between the refund and its note', async () => {
  const { number, sku, id, orderId } = await of.approvedReturn(1)
  await received(number, sku, 1)
  await inspected(number, sku, 'scrap')
  strikeWith(point => {
    if (point === 'return.refunded') throw new Error('struck')
  })
  await expect(settle({ id, orderId })).rejects.toThrow('struck')
  strikeWith(undefined)
  expect(await payBacksOf(shop.db, id)).toMatchObject([{ state: 'owed' }])
  await Promise.all([settle({ id, orderId }), settle({ id, orderId })])
  expect(await payBacksOf(shop.db, id)).toMatchObject([{ state: 'asked' }])
  expect(await refundsOf(shop.db, orderId)).toHaveLength(1)
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'settled', lines: [{ refunded: 1 }] })
})

test('neither a receipt nor an inspection is half kept when the shop dies in it', async () => {
  const { number, sku, id } = await of.approvedReturn(1)
  const strike = (at: string) =>
    strikeWith(point => {
      if (point === at) throw new Error('struck')
    })
  strike('return-receipt.in')
  await expect(received(number, sku, 1)).rejects.toThrow('struck')
  strikeWith(undefined)
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'approved', lines: [{ received: 0 }] })
  await received(number, sku, 1)
  const shelf = await onHand(sku)
  strike('return-inspection.in')
  await expect(inspected(number, sku, 'restock')).rejects.toThrow('struck')
  strikeWith(undefined)
  expect(await readReturn(shop.db, id)).toMatchObject({ lines: [{ waiting: 1, restocked: 0 }] })
  expect([await onHand(sku), await payBacksOf(shop.db, id)]).toEqual([shelf, []])
})

test('with the last unit of the order its delivery is paid back too', async () => {
  const { number, sku, id, orderId } = await of.approvedReturn(2)
  await received(number, sku, 2)
  await inspected(number, sku, 'restock', 2)
  await settle({ id, orderId })
  const order = await requireOrder(shop.db, orderId)
  expect(order.refundedMinor).toBe(order.totalMinor)
  expect(order.delivery).toBe('returned')
})

test('a unit that came back with a return is not put back on the shelf by a refund', async () => {
  const { number, sku, orderId, order } = await of.approvedReturn(1)
  await received(number, sku, 1)
  const refund = (quantity: number) =>
    of.lineOf(order).then(({ id: lineId }) =>
      refundOrder(withGateway(ctx()), {
        refundId: uuidv7(),
        orderId,
        of: { kind: 'lines', lines: [{ lineId, quantity, restock: true }], shipping: false },
        reason: 'came back',
      }),
    )
  await expect(refund(2)).rejects.toThrow('are back already')
  const shelf = await onHand(sku)
  await refund(1)
  expect(await onHand(sku)).toBe(shelf + 1)
  // The customer has nothing left that could come back.
  await expect(received(number, sku, 1, uuidv7(), 'One more')).rejects.toThrow('Only 0')
})

test('money that cannot go back by a return is shown to staff, who try again or give it up with a reason', async () => {
  const { number, sku, id, orderId, order } = await of.approvedReturn(2)
  await received(number, sku, 2)
  await inspected(number, sku, 'restock', 2)
  const lineId = (await of.lineOf(order)).id
  await refundOrder(withGateway(ctx()), {
    refundId: uuidv7(),
    orderId,
    of: { kind: 'lines', lines: [{ lineId, quantity: 1, restock: false }], shipping: false },
    reason: 'beforehand',
  })
  const { money } = await readWaitingReturns(shop.db)
  await settle({ id, orderId })
  expect(await payBacksOf(shop.db, id)).toMatchObject([
    { state: 'stuck', problem: expect.stringContaining('went back by hand') },
  ])
  expect(await readWaitingReturns(shop.db)).toMatchObject({ money: money + 1 })
  await retryPayBack(ctx(), { number })
  await settle({ id, orderId })
  expect(await payBacksOf(shop.db, id)).toMatchObject([
    { state: 'stuck', problem: expect.stringContaining('only 1') },
  ])
  expect(await closeReturn(ctx(), { number, reason: 'Paid by hand' })).toMatchObject({ state: 'settled' })
  expect(await payBacksOf(shop.db, id)).toMatchObject([{ state: 'given_up' }])
  expect(await refundsOf(shop.db, orderId)).toHaveLength(1)
})

test('the shopper may keep the goods after all, until something of them has come', async () => {
  const { number, sku, id, orderId } = await of.approvedReturn(1)
  const cancel = () => cancelReturn(withGateway(ctx()), { orderId, id }, of.keyOf(orderId))
  await cancel()
  await cancel()
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'cancelled' })
  // They sent it all the same.
  expect(await received(number, sku, 1)).toMatchObject({ state: 'received' })
  const other = await of.approvedReturn(1)
  await received(other.number, other.sku, 1)
  await expect(
    cancelReturn(withGateway(ctx()), { orderId: other.orderId, id: other.id }, of.keyOf(other.orderId)),
  ).rejects.toThrow('no longer be called off')
})

test('a return of which nothing came expires, and is still taken in when it comes late', async () => {
  const { number, sku, id, order } = await of.approvedReturn(1)
  await expireReturns({ ...ctx(), now: after(30) })
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'approved' })
  await expireReturns({ ...ctx(), now: after(33) })
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'expired' })
  const { lines } = await readReturnable(shop.db, await requireOrder(shop.db, order.id))
  expect(lines).toMatchObject([{ left: 2 }])
  expect(await received(number, sku, 1)).toMatchObject({
    state: 'received',
    lines: [{ received: 1, extra: 0 }],
  })
})

test('a return of which a part came is closed with what came', async () => {
  const { number, sku, id, orderId, order } = await of.approvedReturn(2)
  await received(number, sku, 1)
  await expect(closeReturn(ctx(), { number, reason: 'No more comes' })).rejects.toThrow('not inspected yet')
  await inspected(number, sku, 'repair')
  await expect(closeReturn(ctx(), { number, reason: 'No more comes' })).rejects.toThrow(
    'just being paid back',
  )
  await settle({ id, orderId })
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'received' })
  await expireReturns({ ...ctx(), now: after(33) })
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'settled' })
  expect((await eventsOfReturn(shop.db, id)).map(({ type }) => type)).toEqual([
    'asked',
    'approved',
    'received',
    'inspected',
    'refunded',
    'closed',
  ])
  const { lines } = await readReturnable(shop.db, await requireOrder(shop.db, order.id))
  expect(lines).toMatchObject([{ left: 1 }])
})

test('what was taken out before it left is nothing to send back, and the rest is all of the order', async () => {
  const order = await confirmedOrder(shop)
  const line = await of.lineOf(order)
  await cancelItems(withGateway(ctx()), {
    orderId: order.id,
    reason: 'one is enough',
    refundId: uuidv7(),
    lines: [{ lineId: line.id, quantity: 1 }],
  })
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'delivered' })
  const [left] = (await readReturnable(shop.db, await requireOrder(shop.db, order.id))).lines
  expect(left).toMatchObject({ bought: 2, left: 1, free: 1, out: 1, away: 1 })
  const { number, id } = await of.ask(await of.wishOf(order))
  await received(number, line.sku, 1)
  await inspected(number, line.sku, 'restock', 1)
  await settle({ id, orderId: order.id })
  const after = await requireOrder(shop.db, order.id)
  expect(after).toMatchObject({ delivery: 'returned', refundedMinor: after.totalMinor })
})
