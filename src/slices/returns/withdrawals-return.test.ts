import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import type { Order } from '#slices/orders/order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { carryOut } from '#slices/withdrawals/carry-out.ts'
import { declareWithdrawal } from '#slices/withdrawals/declare-withdrawal.ts'
import { readWaiting, readWithdrawal } from '#slices/withdrawals/queries.ts'
import { settleWithdrawal } from '#slices/withdrawals/settle-withdrawal.ts'
import { closeCancelled } from './close-cancelled.ts'
import { refuseReturn } from './decide-return.ts'
import { expireReturns } from './expire-returns.ts'
import { inspectReturn } from './inspect-return.ts'
import { openForWithdrawal } from './open-for-withdrawal.ts'
import { returnsOf } from './queries.ts'
import { receiveReturn } from './receive-return.ts'
import { settleReturn } from './settle-return.ts'
import { returnsIn } from './test-returned.ts'

let shop: Doors
let of: ReturnType<typeof returnsIn>
beforeAll(async () => {
  shop = await openDoors()
  of = returnsIn(shop)
})
afterAll(() => shop.close())

const declare = (order: Order, lines: { lineId: string; quantity: number }[] | null = null) =>
  declareWithdrawal(
    withGateway(shop.ctx),
    { id: uuidv7(), orderId: order.id, name: 'Ana Moss', email: 'ana@example.com', lines },
    of.keyOf(order.id),
  )
async function jobsOf(withdrawalId: string) {
  const jobs = await shop.db.$client<{ name: string }[]>`
    select name from pgboss.job where data ->> 'withdrawalId' = ${withdrawalId}`
  return jobs.map(({ name }) => name)
}
/** A withdrawal with the return that it opened. */
async function withdrawn(order: Order, lines: { lineId: string; quantity: number }[] | null = null) {
  const { id: withdrawalId } = await declare(order, lines)
  await carryOut(shop.ctx, { withdrawalId })
  await openForWithdrawal(shop.ctx, { withdrawalId })
  await openForWithdrawal(shop.ctx, { withdrawalId })
  const [opened] = await returnsOf(shop.db, order.id)
  return { ...(opened ?? expect.fail('no return was opened')), withdrawalId }
}

test('a withdrawal from what has left opens a return, which ends it with its refund', async () => {
  const before = await readWaiting(shop.db)
  const order = await of.deliveredOrder()
  const { withdrawalId, number, id } = await withdrawn(order)
  expect(await returnsOf(shop.db, order.id)).toMatchObject([
    { state: 'approved', withdrawalId, lines: [{ asked: 2, approved: 2, reason: 'changed_mind' }] },
  ])
  // Staff see one thing: the return.
  expect(await readWaiting(shop.db)).toEqual(before)
  await expect(
    settleWithdrawal(shop.ctx, { withdrawalId, outcome: 'refused', reason: 'Opened' }),
  ).rejects.toThrow(`return ${number}`)
  const { sku } = await of.lineOf(order)
  await receiveReturn(of.atDock(), { number, lines: [{ sku, quantity: 2 }] })
  await inspectReturn(of.atDock(), { number, lines: [{ sku, quantity: 2, outcome: 'restock' }] })
  await settleReturn(shop.ctx, { orderId: order.id, returnId: id })
  await settleReturn(shop.ctx, { orderId: order.id, returnId: id })
  expect(await readWithdrawal(shop.db, withdrawalId)).toMatchObject({
    state: 'refunded',
    refundId: expect.any(String),
  })
})

test('a withdrawal from a packed order opens a return', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'packed' })
  expect(await withdrawn(order)).toMatchObject({ state: 'approved', lines: [{ approved: 2 }] })
})

test('the return of an order that is cancelled after all is closed with it', async () => {
  const order = await confirmedOrder(shop)
  const { id: withdrawalId } = await declare(order)
  await openForWithdrawal(shop.ctx, { withdrawalId })
  const [opened] = await returnsOf(shop.db, order.id)
  expect(opened).toMatchObject({ state: 'approved' })
  await cancelOrder(withGateway(shop.ctx), { orderId: order.id, reason: 'damaged in the house' })
  const cancelled = await announcementOf(shop, order.id, 'order.cancelled')
  await closeCancelled(shop.ctx, cancelled)
  await closeCancelled(shop.ctx, cancelled)
  await settleReturn(shop.ctx, { orderId: order.id, returnId: opened?.id ?? '' })
  expect(await returnsOf(shop.db, order.id)).toMatchObject([{ state: 'cancelled' }])
  expect(await readWithdrawal(shop.db, withdrawalId)).toMatchObject({ returnNumber: null })
})

test('a withdrawal before anything is packed opens no return', async () => {
  const order = await confirmedOrder(shop)
  const { id } = await declare(order)
  await carryOut(shop.ctx, { withdrawalId: id })
  expect(await jobsOf(id)).not.toContain('returns.open-for-withdrawal')
  const part = await confirmedOrder(shop)
  const { id: lineId } = await of.lineOf(part)
  const { id: ofPart } = await declare(part, [{ lineId, quantity: 1 }])
  await carryOut(shop.ctx, { withdrawalId: ofPart })
  expect(await jobsOf(ofPart)).not.toContain('returns.open-for-withdrawal')
  expect(await readWithdrawal(shop.db, ofPart)).toMatchObject({ state: 'open', returnNumber: null })
})

test('a withdrawal joins the return that has its goods already, and waits for staff where another has a part of them', async () => {
  const order = await of.deliveredOrder()
  const asked = await of.ask(await of.wishOf(order, { quantity: 2 }))
  const { withdrawalId, id } = await withdrawn(order)
  expect(id).toBe(asked.id)
  expect(await readWithdrawal(shop.db, withdrawalId)).toMatchObject({ returnNumber: asked.number })

  const other = await of.deliveredOrder()
  await of.ask(await of.wishOf(other))
  await withdrawn(other)
  expect(await returnsOf(shop.db, other.id)).toHaveLength(1)
  expect(await returnsOf(shop.db, other.id)).toMatchObject([{ withdrawalId: null }])
})

test('a withdrawal whose return staff refuse is refused with the same reason', async () => {
  const order = await of.deliveredOrder()
  const { withdrawalId, number, id } = await withdrawn(order)
  await refuseReturn(shop.ctx, { number, reason: 'The seal was broken' })
  await settleReturn(shop.ctx, { orderId: order.id, returnId: id })
  expect(await readWithdrawal(shop.db, withdrawalId)).toMatchObject({
    state: 'refused',
    refusal: 'The seal was broken',
  })
})

test('a withdrawal whose goods never came waits for staff again', async () => {
  const order = await of.deliveredOrder()
  const { withdrawalId, id } = await withdrawn(order)
  const later = () => new Date(Date.now() + 40 * 86_400_000)
  await expireReturns({ ...shop.ctx, now: later })
  await settleReturn(shop.ctx, { orderId: order.id, returnId: id })
  expect(await readWithdrawal(shop.db, withdrawalId)).toMatchObject({ state: 'open', returnNumber: null })
})
