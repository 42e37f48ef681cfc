import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { effectOf } from '#platform/jobs/effects.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { reservations } from '#slices/inventory/schema.ts'
import { followBank } from '#slices/orders/bank/follow-bank.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { everyOrder } from '#slices/orders/desk/filter.ts'
import { nextStep } from '#slices/orders/desk/next-step.ts'
import { ada, staffCaller } from '#slices/orders/desk/test-orders.ts'
import { repeatEffect } from '#slices/orders/effects/repeat-effect.ts'
import type { Order } from '#slices/orders/order.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { handOvers } from '#slices/orders/schema.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refunds } from '#slices/payments/schema.ts'
import { askWarehouse } from './ask-warehouse.ts'
import { dispatchOrderQueue, recallOrderQueue, repeatDispatchQueue } from './jobs.ts'
import { warehouseOf } from './test-warehouse.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop({ warehouseStepMs: 3_600_000 })
})
afterAll(() => shop.close())
afterEach(async () => {
  strikeWith(undefined)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
})
const { ctx, run, shipmentsOf, advance, callBack, storyOf } = warehouseOf(() => shop)

const anna = { kind: 'staff', id: uuidv7(), name: 'Anna' } as const
const desk = () => withGateway({ ...shop.ctx, actor: anna })
const cancel = (order: Order) => cancelOrder(desk(), { orderId: order.id, reason: 'changed mind' })
const dispatch = (order: Order) => run(dispatchOrderQueue, order, 'order.confirmed')
const recall = (order: Order) => run(recallOrderQueue, order, 'order.recall_requested')
const now = async (order: Order) => readOrder(shop.db, order.id)
const moneyBack = async (order: Order) => shop.db.select().from(refunds).where(eq(refunds.orderId, order.id))
const held = async (order: Order) => {
  const rows = await shop.db.select().from(reservations).where(eq(reservations.orderId, order.id))
  return rows.map(({ state }) => state)
}

async function handedOver() {
  const order = await confirmedOrder(shop)
  await dispatch(order)
  return order
}

test('an order at the warehouse keeps its money and its stock until the recall is answered', async () => {
  const order = await handedOver()
  expect(await cancel(order)).toMatchObject({ state: 'confirmed', money: 'paid', recall: 'requested' })
  expect(await moneyBack(order)).toEqual([])
  expect(await held(order)).toEqual(['held'])
  await recall(order)
  expect(await shipmentsOf(order)).toMatchObject([{ state: 'cancelled' }])
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded', recall: null })
  expect(await held(order)).toEqual(['released'])
  expect(await moneyBack(order)).toMatchObject([
    { status: 'succeeded', requestedBy: `staff:${anna.id}:Anna` },
  ])
  expect(await storyOf(order)).toEqual(['order.recall_requested', 'order.cancelled', 'order.refunded'])
  await run(recallOrderQueue, order, 'order.cancelled')
  expect(await shipmentsOf(order)).toMatchObject([{ state: 'cancelled' }])
})

async function refundAtBank(order: Order) {
  const [charge] = await askSandbox(shop).charges(order.id)
  await askSandbox(shop).byHand({ act: 'refund', payment: charge?.paymentIntentId ?? '' })
  await followBank(desk(), order.id)
}

test('a full refund at the bank recalls the order from the warehouse, and its stock comes back with the answer', async () => {
  const order = await handedOver()
  await refundAtBank(order)
  await followBank(desk(), order.id)
  expect(await now(order)).toMatchObject({ state: 'confirmed', money: 'refunded', recall: 'requested' })
  expect(await held(order)).toEqual(['held'])
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded', needsReview: null })
  expect(await held(order)).toEqual(['released'])
  expect(await moneyBack(order)).toMatchObject([{ status: 'succeeded', reason: 'refunded_at_provider' }])
  expect(await storyOf(order)).toEqual(['order.refunded', 'order.recall_requested', 'order.cancelled'])
})

test.each(['the recall', 'a call-back'])(
  'the shop asks a person once when all of the money went back at the bank and %s says that the parcel has left',
  async by => {
    const order = await handedOver()
    await refundAtBank(order)
    for (let step = 0; step < 3; step++) await advance(order)
    if (by === 'the recall') await recall(order)
    else await callBack(order.id, { state: 'shipped' })
    expect(await now(order)).toMatchObject({
      state: 'confirmed',
      recall: 'refused',
      needsReview: expect.stringMatching(
        /went back, and the parcel could not be stopped.+Ask for the goods back/,
      ),
    })
    await followBank(desk(), order.id)
    expect((await storyOf(order)).filter(type => type === 'order.put_under_review')).toHaveLength(1)
  },
)

test('a parcel that left before the recall goes on: no money goes back by itself, but staff can refund it', async () => {
  const order = await handedOver()
  for (let step = 0; step < 3; step++) await advance(order)
  expect(await cancel(order)).toMatchObject({ recall: 'requested' })
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'confirmed', money: 'paid', recall: 'refused' })
  expect(await moneyBack(order)).toEqual([])
  await expect(cancel(order)).rejects.toMatchObject({ code: 'conflict', message: /has left the house/ })
  await callBack(order.id, { state: 'shipped' })
  await refundOrder(desk(), { refundId: uuidv7(), orderId: order.id, reason: 'late', of: { kind: 'rest' } })
  expect(await now(order)).toMatchObject({ state: 'confirmed', money: 'refunded', delivery: 'shipped' })
})

test('a call-back that the parcel has left answers the recall, and a later recall changes nothing', async () => {
  const order = await handedOver()
  await cancel(order)
  await callBack(order.id, { state: 'shipped', carrier: 'DPD' })
  expect(await storyOf(order)).toEqual(['order.recall_requested', 'order.shipped', 'order.recall_refused'])
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'confirmed', recall: 'refused', delivery: 'shipped' })
})

test('the job and the rounds repeat a recall without an answer, and staff see since when it waits', async () => {
  const order = await handedOver()
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'error_500', count: 100 })
  const before = Date.now()
  await cancel(order)
  await expect(recall(order)).rejects.toThrow('The warehouse answered 500')
  expect(await now(order)).toMatchObject({ state: 'confirmed', recall: 'requested', money: 'paid' })
  expect((await now(order))?.recallAt?.getTime()).toBeGreaterThanOrEqual(before)
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
  const later = { ...ctx(), now: () => new Date(Date.now() + 100_000) }
  await askWarehouse(later)
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await effectOf(shop.db, order.id, 'warehouse.recall')).not.toBeNull()
})

test.each(['refuses', 'does not answer'])(
  'a recall that the warehouse %s is told on the order, among the problems and on the first page until it is answered',
  async how => {
    const order = await handedOver()
    await cancel(order)
    const kind = how === 'refuses' ? 'error_500' : 'down'
    await askSandbox(shop).fault({ service: 'warehouse', kind, count: 100 })
    await expect(recall(order)).rejects.toThrow(/^The warehouse /)
    const deskAt = (minutes: number) => staffCaller(shop, ada, () => new Date(Date.now() + minutes * 60_000))
    const stepAt = async (minutes: number) => {
      const details = await deskAt(minutes).order({ orderId: order.id })
      const facts = {
        order: details.order,
        paidMinor: details.paidMinor,
        refundOpen: false,
        deadJobs: 0,
      }
      return nextStep(facts, details.readAt)
    }
    const toldAt = async (minutes: number) => {
      const { rows } = await deskAt(minutes).list({ ...everyOrder, view: 'problems' })
      const { recalls } = await deskAt(minutes).today()
      return { problem: rows.find(({ id }) => id === order.id)?.problem?.recalledAt, recalls }
    }
    const { recallAt } = (await now(order)) ?? {}
    expect(await stepAt(1)).toMatchObject({ urgent: false, headline: 'Being recalled' })
    expect(await toldAt(1)).toEqual({ problem: undefined, recalls: null })
    expect(await stepAt(180)).toMatchObject({
      urgent: true,
      headline: 'The warehouse has not answered the recall',
      explanation: expect.stringMatching(
        /^It was asked to stop the parcel 3 hours ago, .+The shop goes on asking.+Call the warehouse/,
      ),
    })
    expect(await toldAt(180)).toEqual({ problem: recallAt, recalls: { count: 1, since: recallAt } })
    await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
    await askWarehouse({ ...ctx(), now: () => new Date(Date.now() + 100_000) })
    expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
    expect(await toldAt(180)).toEqual({ problem: undefined, recalls: null })
  },
)

test('a warehouse is asked for the parcel even when no note of a hand-over is found', async () => {
  const order = await handedOver()
  await cancel(order)
  await shop.db.delete(handOvers).where(eq(handOvers.orderId, order.id))
  await recall(order)
  expect(await shipmentsOf(order)).toMatchObject([{ state: 'cancelled' }])
  expect(await now(order)).toMatchObject({ state: 'cancelled' })
})

test('an order that the warehouse surely did not take is cancelled at once and never handed over', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'down', count: 1 })
  await expect(dispatch(order)).rejects.toThrow('The warehouse answered 503')
  expect(await cancel(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  await dispatch(order)
  expect(await shipmentsOf(order)).toEqual([])
})

test('an order whose hand-over may have arrived is recalled', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'warehouse', kind: 'timeout_after', count: 1, ms: 1 })
  await expect(dispatch(order)).rejects.toThrow('The warehouse could not be reached')
  expect(await cancel(order)).toMatchObject({ state: 'confirmed', recall: 'requested' })
  await recall(order)
  expect(await shipmentsOf(order)).toMatchObject([{ state: 'cancelled' }])
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
})

test('the shop does not believe "no such order" while a hand-over may still arrive', async () => {
  const order = await confirmedOrder(shop)
  expect(await beginHandOver(shop.ctx, order.id)).toMatchObject({ id: order.id })
  expect(await cancel(order)).toMatchObject({ recall: 'requested' })
  await expect(recall(order)).rejects.toThrow(/may still be on its way/)
  expect(await now(order)).toMatchObject({ recall: 'requested', money: 'paid' })
  await shop.db
    .update(handOvers)
    .set({ at: new Date(Date.now() - 61_000) })
    .where(eq(handOvers.orderId, order.id))
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
})

test('when a cancellation and a hand-over come at once, the order is never both handed over and cancelled without a recall', async () => {
  for (let round = 0; round < 8; round++) {
    const order = await confirmedOrder(shop)
    const [, cancelled] = await Promise.all([dispatch(order), cancel(order)])
    const there = (await shipmentsOf(order)).length > 0
    if (cancelled.state === 'cancelled') expect(there).toBe(false)
    else {
      expect(cancelled.recall).toBe('requested')
      await recall(order)
    }
    expect((await shipmentsOf(order)).every(({ state }) => state === 'cancelled')).toBe(true)
    expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  }
})

test('a cancellation and a full refund together make one recall and one refund', async () => {
  const order = await handedOver()
  const wish = { refundId: uuidv7(), orderId: order.id, reason: 'twice', of: { kind: 'rest' } } as const
  await Promise.all([refundOrder(desk(), wish), cancel(order), refundOrder(desk(), wish)])
  expect((await storyOf(order)).filter(type => type === 'order.recall_requested')).toHaveLength(1)
  await recall(order)
  const { order: after } = await refundOrder(desk(), wish).catch(() => ({ order: null }))
  expect(after ?? (await now(order))).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await moneyBack(order)).toHaveLength(1)
})

test('a part that was refunded in the meantime is not refunded again', async () => {
  const order = await handedOver()
  await cancel(order)
  await refundOrder(desk(), {
    refundId: uuidv7(),
    orderId: order.id,
    reason: 'scratched',
    of: { kind: 'amount', amountMinor: 500 },
  })
  await recall(order)
  expect(await now(order)).toMatchObject({
    state: 'cancelled',
    money: 'refunded',
    refundedMinor: order.totalMinor,
  })
})

test('another process asks again when one dies before it used the answer', async () => {
  const order = await handedOver()
  await cancel(order)
  strikeWith(point => {
    if (point === 'recall.answered') throw new Error('killed')
  })
  await expect(recall(order)).rejects.toThrow('killed')
  strikeWith(undefined)
  await recall(order)
  expect(await now(order)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  expect(await moneyBack(order)).toHaveLength(1)
})

test('a warehouse that cancels by itself ends the recall too; without a recall a person is asked', async () => {
  const [asked, alone] = [await handedOver(), await handedOver()]
  await cancel(asked)
  await callBack(asked.id, { state: 'cancelled' })
  expect(await now(asked)).toMatchObject({ state: 'cancelled', money: 'refunded' })
  await callBack(alone.id, { state: 'cancelled' })
  expect(await now(alone)).toMatchObject({
    state: 'confirmed',
    money: 'paid',
    needsReview: expect.stringMatching(/by itself/),
  })
  // What a warehouse has stopped it never takes up again, so the order leaves in another parcel.
  await repeatEffect(desk(), { orderId: alone.id, kind: 'warehouse.dispatch' })
  await run(repeatDispatchQueue, alone, 'order.hand_over_repeated')
  const [again, ...others] = await readParcels(shop.db, (await now(alone)) ?? alone)
  expect(others).toEqual([])
  expect(again?.id).not.toBe(alone.id)
  for (const state of ['picking', 'packed', 'shipped', 'delivered'])
    await callBack(alone.id, { parcelId: again?.id ?? '', state })
  expect(await now(alone)).toMatchObject({ state: 'completed', delivery: 'delivered' })
})

test('an order that the desk or an older worker shipped counts as handed over', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'picking' })
  expect(await cancel(order)).toMatchObject({ recall: 'requested' })
})
