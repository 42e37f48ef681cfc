import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { untilBlocked } from '#proof/testing/blocked.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { moveWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import type { Order } from '#slices/orders/order.ts'
import { readLines, requireOrder } from '#slices/orders/queries.ts'
import type { RefundOf } from '#slices/orders/refunds/refund-input.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { carryOut } from '#slices/withdrawals/carry-out.ts'
import { declareWithdrawal } from '#slices/withdrawals/declare-withdrawal.ts'
import { readWaiting, readWithdrawal } from '#slices/withdrawals/queries.ts'
import { closeReturn, retryPayBack } from './close-return.ts'
import { expireReturns } from './expire-returns.ts'
import { inspectReturn } from './inspect-return.ts'
import { openForWithdrawal } from './open-for-withdrawal.ts'
import { endOf } from './open-return.ts'
import { payBacksOf, readReturn, returnsOf } from './queries.ts'
import { receiveReturn } from './receive-return.ts'
import type { Outcome } from './return.ts'
import { readReturnable } from './returnable.ts'
import { settleReturn } from './settle-return.ts'
import { returnsIn } from './test-returned.ts'

let shop: Doors
let of: ReturnType<typeof returnsIn>
beforeAll(async () => {
  shop = await openDoors()
  of = returnsIn(shop)
  await stockUp(shop.db, { sku: 'BOTH', units: { north: 5, south: 5 } })
})
afterAll(() => shop.close())

const DAY_MS = 86_400_000
const ctx = () => of.atDock()
const later = () => ({ ...ctx(), now: () => new Date(Date.now() + 40 * DAY_MS) })
const received = (number: string, sku: string, quantity: number, reason?: string) =>
  receiveReturn(ctx(), { number, lines: [{ sku, quantity }], reason })
const inspected = (number: string, sku: string, outcome: Outcome, quantity = 1) =>
  inspectReturn(ctx(), { number, lines: [{ sku, quantity, outcome }] })
const settle = ({ id, orderId }: { id: string; orderId: string }) =>
  settleReturn(ctx(), { orderId, returnId: id })
const byHand = (order: Order, of: RefundOf) =>
  refundOrder(withGateway(ctx()), { refundId: uuidv7(), orderId: order.id, of, reason: 'by hand' })
const units = (lineId: string, quantity: number, restock: boolean): RefundOf => ({
  kind: 'lines',
  lines: [{ lineId, quantity, restock }],
  shipping: false,
})
const payBacks = async (id: string) => (await payBacksOf(shop.db, id)).map(({ state }) => state)

async function withdrawn(order: Order, lines: { lineId: string; quantity: number }[] | null = null) {
  const { id: withdrawalId } = await declareWithdrawal(
    withGateway(shop.ctx),
    { id: uuidv7(), orderId: order.id, name: 'Ana Moss', email: 'ana@example.com', lines },
    of.keyOf(order.id),
  )
  await carryOut(shop.ctx, { withdrawalId })
  await openForWithdrawal(shop.ctx, { withdrawalId })
  const opened = (await returnsOf(shop.db, order.id)).find(one => one.withdrawalId === withdrawalId)
  return { ...(opened ?? expect.fail('no return')), withdrawalId }
}

async function place(code: string) {
  await shop.db
    .$client`insert into warehouses (id, code, name, priority) values (uuidv7(), ${code}, ${code}, 9)`
}

describe('Money', () => {
  test('of what nobody approved waits for somebody who decides, also when the packer takes it in', async () => {
    const limit = env().REFUND_LIMIT
    env().REFUND_LIMIT = 100
    const dear = await stockUp(shop.db, { sku: `DEAR-${uuidv7()}`, priceMinor: 90_000 })
    const cheap = await stockUp(shop.db, { sku: `CHEAP-${uuidv7()}`, priceMinor: 100 })
    const skus = [dear.sku, cheap.sku]
    const order = await of.deliveredOrder({ lines: skus.map(sku => ({ sku, quantity: 1 })) })
    const line = (await readLines(shop.db, order.id)).find(({ sku }) => sku === cheap.sku)
    const wish = { lineId: line?.id ?? '', quantity: 1, reason: 'changed_mind', wish: 'refund' } as const
    const asked = await of.ask({ id: uuidv7(), orderId: order.id, lines: [wish] })
    const packer = await shop.person({ staff: 'Warehouse' })
    const box = { number: asked.number, lines: [{ sku: dear.sku, quantity: 1 }], reason: 'It was in the box' }
    expect((await shop.mutate('staffReturns.receive', box, packer)).status).toBe(200)
    const found = { number: asked.number, lines: [{ sku: dear.sku, quantity: 1, outcome: 'scrap' }] }
    expect((await shop.mutate('staffReturns.inspect', found, packer)).status).toBe(200)
    await settle(asked)
    expect([await payBacks(asked.id), await refundsOf(shop.db, order.id)]).toEqual([['stuck'], []])
    expect((await shop.mutate('staffReturns.retryRefund', { number: asked.number }, packer)).status).toBe(403)
    await retryPayBack(ctx(), { number: asked.number })
    await settle(asked)
    expect(await refundsOf(shop.db, order.id)).toMatchObject([{ amountMinor: 90_000, status: 'succeeded' }])
    env().REFUND_LIMIT = limit
  })

  test('that the bank refuses is not written down as paid back, and is asked for again under another id', async () => {
    const order = await of.deliveredOrder()
    const line = await of.lineOf(order)
    const back = await withdrawn(order, [{ lineId: line.id, quantity: 1 }])
    await received(back.number, line.sku, 1)
    await inspected(back.number, line.sku, 'restock')
    const [charge] = await askSandbox(shop).charges(order.id)
    const dispute = {
      orderId: order.id,
      charge: charge?.id,
      payment: charge?.paymentIntentId,
      amount: order.totalMinor,
    }
    await askSandbox(shop).byHand({ act: 'dispute', ...dispute, reason: 'fraudulent' })
    await settle(back)
    expect(await payBacks(back.id)).toEqual(['stuck'])
    expect(await readReturn(shop.db, back.id)).toMatchObject({ state: 'received', lines: [{ refunded: 0 }] })
    expect(await readWithdrawal(shop.db, back.withdrawalId)).toMatchObject({ state: 'open' })
    const [first] = await payBacksOf(shop.db, back.id)
    await retryPayBack(ctx(), { number: back.number })
    const [second] = await payBacksOf(shop.db, back.id)
    expect(second?.refundId).not.toBe(first?.refundId)
  })

  test('that went back by hand meanwhile is not paid a second time', async () => {
    const { number, sku, id, orderId, order } = await of.approvedReturn(1)
    await received(number, sku, 1)
    await byHand(order, units((await of.lineOf(order)).id, 1, false))
    await inspected(number, sku, 'restock')
    await settle({ id, orderId })
    expect(await refundsOf(shop.db, orderId)).toHaveLength(1)
    expect(await payBacks(id)).toEqual(['stuck'])
    // Staff know that it was for the other unit.
    await retryPayBack(ctx(), { number })
    await settle({ id, orderId })
    expect(await refundsOf(shop.db, orderId)).toHaveLength(2)
  })

  test('of the delivery goes back with the last unit that is kept, and only then is the order returned', async () => {
    const order = await of.deliveredOrder()
    const line = await of.lineOf(order)
    await byHand(order, units(line.id, 1, true))
    const one = await of.ask(await of.wishOf(order))
    await received(one.number, line.sku, 1)
    await inspected(one.number, line.sku, 'restock')
    await settle(one)
    const whole = await requireOrder(shop.db, order.id)
    expect([whole.refundedMinor, whole.delivery]).toEqual([whole.totalMinor, 'returned'])
    const two = await of.approvedReturn(2)
    await received(two.number, two.sku, 2)
    await inspected(two.number, two.sku, 'restock')
    await settle(two)
    expect((await requireOrder(shop.db, two.orderId)).delivery).toBe('delivered')
  })

  test('is not looked for where the thing cost nothing', async () => {
    const gift = await stockUp(shop.db, { sku: `GIFT-${uuidv7()}`, priceMinor: 0 })
    const paid = await stockUp(shop.db, { sku: `PAID-${uuidv7()}`, priceMinor: 900 })
    const skus = [gift.sku, paid.sku]
    const order = await of.deliveredOrder({ lines: skus.map(sku => ({ sku, quantity: 1 })) })
    const line = (await readLines(shop.db, order.id)).find(({ sku }) => sku === gift.sku)
    const wish = { lineId: line?.id ?? '', quantity: 1, reason: 'damaged', wish: 'refund' } as const
    const asked = await of.ask({ id: uuidv7(), orderId: order.id, lines: [wish] })
    await received(asked.number, gift.sku, 1)
    await inspected(asked.number, gift.sku, 'scrap')
    await settle(asked)
    expect(await readReturn(shop.db, asked.id)).toMatchObject({ state: 'settled' })
  })
})

describe('A withdrawal', () => {
  test('whose money went back by hand is never refused as sent back: staff say how it ends', async () => {
    const order = await of.deliveredOrder()
    const back = await withdrawn(order)
    const { sku } = await of.lineOf(order)
    await received(back.number, sku, 2)
    await byHand(order, { kind: 'rest' })
    await inspected(back.number, sku, 'restock', 2)
    await settle(back)
    expect(await payBacks(back.id)).toEqual(['stuck'])
    const { count } = await readWaiting(shop.db)
    await closeReturn(ctx(), { number: back.number, reason: 'Paid by hand' })
    await settle(back)
    expect(await readWithdrawal(shop.db, back.withdrawalId)).toMatchObject({
      state: 'open',
      returnNumber: null,
    })
    expect(await readWaiting(shop.db)).toMatchObject({ count: count + 1 })
  })

  test('joins no return of which something has come, and is with its own again when the box comes late', async () => {
    const order = await of.deliveredOrder()
    const { sku } = await of.lineOf(order)
    const asked = await of.ask(await of.wishOf(order, { quantity: 2 }))
    await received(asked.number, sku, 1)
    await expect(withdrawn(order)).rejects.toThrow('no return')
    const second = await of.deliveredOrder()
    const late = await withdrawn(second)
    const { sku: lateSku } = await of.lineOf(second)
    await expireReturns(later())
    await settle(late)
    expect(await readWithdrawal(shop.db, late.withdrawalId)).toMatchObject({ returnNumber: null })
    await received(late.number, lateSku, 2)
    expect(await readWithdrawal(shop.db, late.withdrawalId)).toMatchObject({ returnNumber: late.number })
    await inspected(late.number, lateSku, 'scrap', 2)
    await settle(late)
    expect(await readWithdrawal(shop.db, late.withdrawalId)).toMatchObject({ state: 'refunded' })
  })
})

describe('Goods', () => {
  test('that have not left are refused at the dock with a sentence', async () => {
    const packed = await confirmedOrder(shop)
    await moveDelivery(shop.ctx, { orderId: packed.id, to: 'packed' })
    const { sku } = await of.lineOf(packed)
    await expect(received((await withdrawn(packed)).number, sku, 2)).rejects.toThrow('Only 0')
    const both = await stockUp(shop.db, { sku: `BOTH-${uuidv7()}`, units: { north: 2, south: 1 } })
    const order = await confirmedOrder(shop, { lines: [{ sku: both.sku, quantity: 3 }] })
    await beginHandOver(shop.ctx, order.id)
    const north = (await readParcels(shop.db, order)).find(({ warehouse }) => warehouse === 'north')
    await moveDelivery(shop.ctx, { orderId: order.id, parcelId: north?.id ?? '', to: 'delivered' })
    const asked = await of.ask(await of.wishOf(order, { quantity: 2 }))
    await expect(received(asked.number, both.sku, 3, 'They sent all')).rejects.toThrow('Only 2')
  })

  test('that were delivered may come back although another parcel was paid back', async () => {
    const both = await stockUp(shop.db, { sku: `BOTH-${uuidv7()}`, units: { north: 2, south: 1 } })
    const order = await confirmedOrder(shop, { lines: [{ sku: both.sku, quantity: 3 }] })
    await beginHandOver(shop.ctx, order.id)
    const north = (await readParcels(shop.db, order)).find(({ warehouse }) => warehouse === 'north')
    await moveDelivery(shop.ctx, { orderId: order.id, parcelId: north?.id ?? '', to: 'delivered' })
    await byHand(order, units((await of.lineOf(order)).id, 1, false))
    const { lines } = await readReturnable(shop.db, await requireOrder(shop.db, order.id))
    expect(lines).toMatchObject([{ left: 2 }])
  })

  test('go into no closed warehouse, and one in which they lie is not closed', async () => {
    const [shut, half] = [`shut-${Date.now()}`, `half-${Date.now()}`]
    await place(shut)
    await place(half)
    await moveWarehouse(ctx(), { code: shut, state: 'closed' })
    const { number, sku } = await of.approvedReturn(1)
    const take = (warehouse: string) =>
      receiveReturn(ctx(), { number, warehouse, lines: [{ sku, quantity: 1 }] })
    await expect(take(shut)).rejects.toThrow('is closed')
    await take(half)
    await expect(moveWarehouse(ctx(), { code: half, state: 'closed' })).rejects.toThrow('still holds 1 unit')
  })

  test('are taken in and inspected by a role of one warehouse there alone', async () => {
    const { number, sku } = await of.approvedReturn(1)
    const [north] = await shop.db.$client<{ id: string }[]>`select id from warehouses where code = 'north'`
    const bound = { ...shop.ctx, rights: [`returns.receive@${north?.id}`] }
    const take = (warehouse: string) =>
      receiveReturn(bound, { number, warehouse, lines: [{ sku, quantity: 1 }] })
    await expect(take('south')).rejects.toMatchObject({ permission: 'returns.receive' })
    await take('north')
    const elsewhere = { ...shop.ctx, rights: [`returns.receive@${uuidv7()}`] }
    const look = (by: typeof bound) =>
      inspectReturn(by, { number, lines: [{ sku, quantity: 1, outcome: 'restock' }] })
    await expect(look(elsewhere)).rejects.toMatchObject({ permission: 'returns.receive' })
    expect(await look(bound)).toMatchObject({ lines: [{ restocked: 1 }] })
  })
})

test('A receipt and a refund at once wait for each other, and neither is a victim', async () => {
  const { number, sku, id, order } = await of.approvedReturn(1)
  const line = await of.lineOf(order)
  const { promise: held, resolve: release } = Promise.withResolvers<void>()
  const locked = Promise.withResolvers<void>()
  const holder = shop.db.$client.begin(async sql => {
    await sql`select from returns where id = ${id} for update`
    locked.resolve()
    await held
  })
  await locked.promise
  const receipt = received(number, sku, 1)
  await untilBlocked(shop.db, 1)
  const refund = byHand(order, units(line.id, 1, false))
  await untilBlocked(shop.db, 2)
  release()
  await holder
  expect(await Promise.allSettled([receipt, refund])).toMatchObject([
    { status: 'fulfilled' },
    { status: 'fulfilled' },
  ])
})

test('Staff who may only look at an order get no key of the shopper', async () => {
  const { orderId } = await of.approvedReturn(1)
  const answer = await shop.call('returns.standing', { orderId }, await shop.person({ staff: 'Analyst' }))
  const said = await answer.text()
  expect([answer.status, said]).toEqual([200, expect.stringContaining('/label')])
  expect(said).not.toContain('token=')
})

test('Two orders that ask under one id at once get one return and a refusal', async () => {
  const [one, other] = [await of.deliveredOrder(), await of.deliveredOrder()]
  const id = uuidv7()
  const ends = await Promise.allSettled([
    of.ask(await of.wishOf(one, {}, id)),
    of.ask(await of.wishOf(other, {}, id)),
  ])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'idempotency_key_reused' },
  })
})

test('Returns that wait for a person keep no others from expiring', async () => {
  const { orderId, id } = await of.approvedReturn(1)
  const line = await of.lineOf(await requireOrder(shop.db, orderId))
  await shop.db.$client`
    with made as (
      insert into returns (id, number, order_id, state, input_hash, warehouse_id, asked_at, asked_by, decided_at, ends_at)
      select uuidv7(), 'R-X' || n, order_id, 'received', 'x', warehouse_id, asked_at, 'link', asked_at, ends_at - interval '1 day'
      from returns, generate_series(1, 200) n where id = ${id} returning id)
    insert into return_lines (order_id, return_id, order_line_id, reason, wish, asked, approved, received, waiting)
    select ${orderId}, id, ${line.id}, 'damaged', 'refund', 1, 1, 1, 1 from made`
  await expireReturns(later())
  expect(await readReturn(shop.db, id)).toMatchObject({ state: 'expired' })
})

test.each([
  ['summer', '2026-06-01T12:00:00Z', '2026-07-01T23:00:00.000Z'],
  ['winter', '2026-11-20T12:00:00Z', '2026-12-21T00:00:00.000Z'],
])('The time for sending something back ends at midnight of the shop in %s', (_, approved, end) => {
  expect(endOf(new Date(approved)).toISOString()).toBe(end)
})
