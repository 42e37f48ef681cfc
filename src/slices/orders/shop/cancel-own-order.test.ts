import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { reservations } from '#slices/inventory/schema.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refunds } from '#slices/payments/schema.ts'
import { beginHandOver } from '../delivery/hand-over.ts'
import { moveDelivery } from '../delivery/move-delivery.ts'
import { foldParcels } from '../delivery/parcels.ts'
import { readEvents, requireOrder } from '../queries.ts'
import { orders } from '../schema.ts'
import { cancelOwnItems } from './cancel-own-items.ts'
import { cancelOwnOrder } from './cancel-own-order.ts'
import { trackingTokenOf } from './tracking-token.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

const byLink = (orderId: string) => ({ token: trackingTokenOf(orderId), customerId: null, isStaff: false })
const cancel = (orderId: string) => cancelOwnOrder(withGateway(shop.ctx), orderId, byLink(orderId))
const moneyBack = (orderId: string) => shop.db.select().from(refunds).where(eq(refunds.orderId, orderId))
const held = async (orderId: string) =>
  (await shop.db.select().from(reservations).where(eq(reservations.orderId, orderId))).map(row => row.state)

test('a guest cancels with the link, and stock and money come back once, however often they press', async () => {
  const { id, totalMinor } = await confirmedOrder(shop)
  const answers = await Promise.all([cancel(id), cancel(id), cancel(id)])
  answers.push(await cancel(id))
  expect(answers.map(({ state }) => state)).toEqual(Array(4).fill('cancelled'))
  expect(await requireOrder(shop.db, id)).toMatchObject({ money: 'refunded', refundedMinor: totalMinor })
  expect(await moneyBack(id)).toMatchObject([{ status: 'succeeded', requestedBy: 'link' }])
  expect(await askSandbox(shop).charges(id)).toMatchObject([{ refunded: totalMinor }])
  expect(await held(id)).toEqual(['released'])
  const ended = (await readEvents(shop.db, id)).find(({ type }) => type === 'order.cancelled')
  expect(ended).toMatchObject({ actor: 'link', data: { reason: 'cancelled_by_shopper' } })
})

test('what is packed stays, and the answer says what to do then', async () => {
  const { id } = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: id, to: 'packed' })
  await expect(cancel(id)).rejects.toThrow(/packed already.+withdraw from the contract/)
  await moveDelivery(shop.ctx, { orderId: id, to: 'delivered' })
  await expect(cancel(id)).rejects.toThrow(/left already.+withdraw from the contract/)
  expect(await requireOrder(shop.db, id)).toMatchObject({ state: 'completed', money: 'paid', recall: null })
  expect(await moneyBack(id)).toEqual([])
})

test('an order of which a part has left goes on, and the answer says that a part of it has left', async () => {
  const { sku } = await stockUp(shop.db, { sku: 'SPLIT-1', units: { north: 1, south: 1 } })
  const { id } = await confirmedOrder(shop, { lines: [{ sku, quantity: 2 }] })
  await beginHandOver(shop.ctx, id)
  const [first] = foldParcels(await readEvents(shop.db, id)) ?? []
  await moveDelivery(shop.ctx, { orderId: id, parcelId: first?.id, to: 'shipped' })
  await expect(cancel(id)).rejects.toThrow(/^A part of your order has left already.+withdraw/)
  expect(await requireOrder(shop.db, id)).toMatchObject({ state: 'confirmed', delivery: 'partly_shipped' })
})

test('an order that is packed in the same moment is either cancelled or packed, and its money goes the same way', async () => {
  for (let round = 0; round < 6; round++) {
    const { id } = await confirmedOrder(shop)
    const [cancelled] = await Promise.allSettled([
      cancel(id),
      moveDelivery(shop.ctx, { orderId: id, to: 'packed' }),
    ])
    const { state, money, delivery } = await requireOrder(shop.db, id)
    const ends = [cancelled.status, state, money, await held(id)]
    if (delivery === 'packed') expect(ends).toEqual(['rejected', 'confirmed', 'paid', ['held']])
    else expect(ends).toEqual(['fulfilled', 'cancelled', 'refunded', ['released']])
  }
})

test('what the warehouse may have is called back first', async () => {
  const { id } = await confirmedOrder(shop)
  await beginHandOver(shop.ctx, id)
  expect(await cancel(id)).toMatchObject({ state: 'confirmed', recall: 'requested' })
  expect(await cancel(id)).toMatchObject({ recall: 'requested' })
  expect([await held(id), await moneyBack(id)]).toEqual([['held'], []])
})

test('an order is not cancelled with a wrong token, by another account, or by staff past the audit', async () => {
  const { id } = await confirmedOrder(shop)
  const [other, staff] = [await shop.person(), await shop.person({ staff: true })]
  const statuses = await Promise.all([
    shop.mutate('orders.cancel', { orderId: id, token: 'wrong' }),
    shop.mutate('orders.cancel', { orderId: id }, other),
    shop.mutate('orders.cancel', { orderId: id }, staff),
    shop.mutate('orders.cancel', { orderId: id, token: trackingTokenOf(id) }, staff),
  ])
  expect(statuses.map(({ status }) => status)).toEqual([404, 404, 403, 403])
  expect(await requireOrder(shop.db, id)).toMatchObject({ state: 'confirmed' })
})

test('the buyer cancels with their account, and the history names them', async () => {
  const ana = await shop.person()
  const { id } = await confirmedOrder(shop)
  await shop.db.update(orders).set({ customerId: ana.id }).where(eq(orders.id, id))
  expect((await shop.mutate('orders.cancel', { orderId: id }, ana)).status).toBe(200)
  expect((await readEvents(shop.db, id)).at(-2)).toMatchObject({
    type: 'order.cancelled',
    actor: `customer:${ana.id}`,
  })
})

test('a program cancels with the tracking token of the order', async () => {
  const { id } = await confirmedOrder(shop)
  const ask = (headers: Record<string, string>) =>
    shop.send('POST', `/api/v1/orders/${id}/cancel`, { headers })
  expect((await ask({})).status).toBe(404)
  const answer = await ask({ authorization: `Bearer ${trackingTokenOf(id)}` })
  expect([answer.status, await answer.json()]).toMatchObject([
    200,
    { status: 'cancelled', money: 'refunded' },
  ])
  const packed = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: packed.id, to: 'packed' })
  const late = await shop.send('POST', `/api/v1/orders/${packed.id}/cancel`, {
    headers: { authorization: `Bearer ${trackingTokenOf(packed.id)}` },
  })
  expect([late.status, await late.json()]).toMatchObject([409, { code: 'conflict' }])
})

test('a guest takes an item out with the link, once however often they press, and the rest is still theirs to cancel', async () => {
  const { sku } = await stockUp(shop.db, { sku: 'SOME-1', units: { north: 3 } })
  const { id } = await confirmedOrder(shop, { lines: [{ sku, quantity: 3 }] })
  const refundId = uuidv7()
  const takeOut = (quantity = 1, key = byLink(id)) =>
    cancelOwnItems(withGateway(shop.ctx), { orderId: id, refundId, lines: [{ sku, quantity }] }, key)
  await Promise.all([takeOut(), takeOut()])
  expect(await takeOut()).toMatchObject({ state: 'confirmed', units: 2, money: 'partially_refunded' })
  expect(await moneyBack(id)).toMatchObject([
    { status: 'succeeded', requestedBy: 'link', reason: 'cancelled_by_shopper' },
  ])
  await expect(takeOut(2)).rejects.toThrow('Another refund')
  const other = cancelOwnItems(
    withGateway(shop.ctx),
    { orderId: id, refundId: uuidv7(), lines: [{ sku: 'NONE', quantity: 1 }] },
    byLink(id),
  )
  await expect(other).rejects.toThrow('Nothing with the SKU NONE')
  await expect(takeOut(1, { token: 'no', customerId: null, isStaff: false })).rejects.toThrow()
  await moveDelivery(shop.ctx, { orderId: id, to: 'packed' })
  const late = cancelOwnItems(
    withGateway(shop.ctx),
    { orderId: id, refundId: uuidv7(), lines: [{ sku, quantity: 1 }] },
    byLink(id),
  )
  await expect(late).rejects.toThrow(/packed already.+withdraw from the contract/)
})
