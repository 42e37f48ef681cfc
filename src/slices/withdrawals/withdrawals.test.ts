import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { createApiKey } from '#platform/rights/api-key.ts'
import { announcementOf, confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents, readLines, requireOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { carryOut } from './carry-out.ts'
import { closeCancelled, closeTakenOut } from './close-cancelled.ts'
import { declareWithdrawal, type Statement } from './declare-withdrawal.ts'
import { lastDayToWithdraw } from './last-day.ts'
import { readWaiting, readWithdrawal, withdrawalsOf } from './queries.ts'
import { settleWithdrawal } from './settle-withdrawal.ts'

let shop: Doors
beforeAll(async () => {
  shop = await openDoors()
})
afterAll(() => shop.close())

const DAY_MS = 86_400_000
const key = (orderId: string) => ({ token: trackingTokenOf(orderId), customerId: null, isStaff: false })
const statement = (order: Order, said: Partial<Statement> = {}): Statement => ({
  id: uuidv7(),
  orderId: order.id,
  name: 'Ana Moss',
  email: 'ana@example.com',
  lines: null,
  ...said,
})
const declare = (said: Statement, now: () => Date = shop.ctx.now) =>
  declareWithdrawal(withGateway({ ...shop.ctx, now }), said, key(said.orderId))
const deliver = (order: Order) => moveDelivery(shop.ctx, { orderId: order.id, to: 'delivered' })
const one = async (order: Order) => {
  const [line] = await readLines(shop.db, order.id)
  return [{ lineId: line?.id ?? '', quantity: 1 }]
}
async function jobsOf(withdrawalId: string) {
  const jobs = await shop.db.$client<{ name: string }[]>`
    select name from pgboss.job where data ->> 'withdrawalId' = ${withdrawalId} order by name`
  return jobs.map(({ name }) => name)
}

test('a withdrawal is kept once with its time and its goods, and its acknowledgement is on its way at once', async () => {
  const order = await confirmedOrder(shop)
  await deliver(order)
  const said = statement(order)
  const [first, second] = await Promise.all([declare(said), declare(said)])
  expect(second).toEqual(first)
  expect(first).toMatchObject({ state: 'open', declaredBy: 'link', lines: [{ quantity: 2 }] })
  expect(await withdrawalsOf(shop.db, order.id)).toHaveLength(1)
  expect(await jobsOf(said.id)).toEqual(['notifications.send-withdrawal-received', 'withdrawals.carry-out'])
  await expect(declare({ ...said, name: 'Mallory' })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('nothing of a withdrawal is kept when the shop dies in it', async () => {
  const order = await confirmedOrder(shop)
  const said = statement(order)
  strikeWith(point => {
    if (point === 'withdrawal.in') throw new Error('struck')
  })
  await expect(declare(said)).rejects.toThrow('struck')
  strikeWith(undefined)
  expect([await readWithdrawal(shop.db, said.id), await jobsOf(said.id)]).toEqual([null, []])
  expect(await declare(said)).toMatchObject({ id: said.id })
})

test('nobody withdraws from the same unit twice', async () => {
  const order = await confirmedOrder(shop)
  await deliver(order)
  await declare(statement(order, { lines: await one(order) }))
  expect(await declare(statement(order))).toMatchObject({ lines: [{ quantity: 1 }] })
  await expect(declare(statement(order))).rejects.toThrow('everything in this order already')
  const twice = await confirmedOrder(shop)
  const ends = await Promise.allSettled([declare(statement(twice)), declare(statement(twice))])
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('a withdrawal from more than was bought, or from goods of another order, is refused', async () => {
  const [order, other] = [await confirmedOrder(shop), await confirmedOrder(shop)]
  const [line] = await one(order)
  await expect(
    declare(statement(order, { lines: [{ lineId: line?.lineId ?? '', quantity: 3 }] })),
  ).rejects.toThrow('Only 2')
  await expect(declare(statement(order, { lines: await one(other) }))).rejects.toThrow('no such item')
})

test('the period ends with the fourteenth day after delivery, and not on a weekend or a public holiday', async () => {
  const lastDay = (delivered: string, country = 'GB') =>
    lastDayToWithdraw({ deliveredAt: new Date(delivered), days: 14, country })
  expect(lastDay('2026-11-25T23:30:00Z')).toBe('2026-12-09')
  // Half an hour before midnight in winter, half an hour after it in summer: the shop's own clock counts.
  expect(lastDay('2026-07-01T23:30:00Z')).toBe('2026-07-16')
  expect(lastDay('2026-11-28T12:00:00Z')).toBe('2026-12-14')
  expect(lastDay('2026-11-29T12:00:00Z')).toBe('2026-12-14')
  // Christmas, Saturday, Sunday, and the Monday in place of Boxing Day.
  expect(lastDay('2026-12-11T12:00:00Z')).toBe('2026-12-29')
  // The third of October is a holiday of the shopper's alone, and the last Monday of August of the shop's.
  expect([lastDay('2025-09-19T12:00:00Z', 'DE'), lastDay('2025-09-19T12:00:00Z')]).toEqual([
    '2025-10-06',
    '2025-10-03',
  ])
  expect(lastDay('2026-08-17T12:00:00Z', 'DE')).toBe('2026-09-01')
  expect(lastDayToWithdraw({ deliveredAt: null, days: 14, country: 'GB' })).toBeNull()
  const order = await confirmedOrder(shop)
  await deliver(order)
  const after = (days: number) => () => new Date(Date.now() + days * DAY_MS)
  await expect(declare(statement(order), after(25))).rejects.toThrow('period for withdrawing has ended')
  expect(await declare(statement(order), after(14))).toMatchObject({ state: 'open' })
})

test('a withdrawal before anything is packed cancels the order in the shopper’s name, and the money goes back', async () => {
  const order = await confirmedOrder(shop)
  const { id } = await declare(statement(order))
  await carryOut(shop.ctx, { withdrawalId: id })
  await carryOut(shop.ctx, { withdrawalId: id })
  expect(await requireOrder(shop.db, order.id)).toMatchObject({
    state: 'cancelled',
    money: 'refunded',
    endReason: 'withdrawn',
  })
  const cancelled = (await readEvents(shop.db, order.id)).find(({ type }) => type === 'order.cancelled')
  expect(cancelled?.actor).toBe('link')
  await closeCancelled(shop.ctx, await announcementOf(shop, order.id, 'order.cancelled'))
  expect(await readWithdrawal(shop.db, id)).toMatchObject({ state: 'cancelled', settledAt: expect.any(Date) })
  await expect(declare(statement(order))).rejects.toThrow('has ended')
})

test('a withdrawal from a part of what is not packed takes it out, is closed with it, and leaves the rest to withdraw from', async () => {
  const order = await confirmedOrder(shop)
  const { id } = await declare(statement(order, { lines: await one(order) }))
  await carryOut(shop.ctx, { withdrawalId: id })
  await carryOut(shop.ctx, { withdrawalId: id })
  expect(await requireOrder(shop.db, order.id)).toMatchObject({
    state: 'confirmed',
    units: 1,
    money: 'partially_refunded',
  })
  expect(await refundsOf(shop.db, order.id)).toMatchObject([{ id, reason: 'withdrawn', status: 'succeeded' }])
  const announcement = await announcementOf(shop, order.id, 'order.items_cancelled')
  for (const _ of [1, 2]) await closeTakenOut(shop.ctx, announcement)
  expect(await readWithdrawal(shop.db, id)).toMatchObject({ state: 'cancelled', settledAt: expect.any(Date) })
  const rest = await declare(statement(order, { lines: await one(order) }))
  await carryOut(shop.ctx, { withdrawalId: rest.id })
  expect(await requireOrder(shop.db, order.id)).toMatchObject({ state: 'cancelled', money: 'refunded' })
})

test('a withdrawal from a packed parcel waits for its return', async () => {
  const order = await confirmedOrder(shop)
  await moveDelivery(shop.ctx, { orderId: order.id, to: 'packed' })
  const { id } = await declare(statement(order, { lines: null }))
  await carryOut(shop.ctx, { withdrawalId: id })
  expect(await readWithdrawal(shop.db, id)).toMatchObject({ state: 'open' })
  expect(await requireOrder(shop.db, order.id)).toMatchObject({
    state: 'confirmed',
    money: 'paid',
    recall: null,
  })
})

test('nobody is asked to withdraw from an order whose money has all gone back', async () => {
  const order = await confirmedOrder(shop)
  await deliver(order)
  const { totalMinor } = await requireOrder(shop.db, order.id)
  await refundOrder(withGateway(shop.ctx), {
    refundId: uuidv7(),
    orderId: order.id,
    of: { kind: 'amount', amountMinor: totalMinor },
    reason: 'a gift to them',
  })
  await expect(declare(statement(order))).rejects.toThrow('has gone back to you already')
})

test('staff settle a withdrawal with a refund that came after it, or refuse it with a reason, once', async () => {
  const order = await confirmedOrder(shop)
  await deliver(order)
  const first = await declare(statement(order, { lines: await one(order) }))
  const settle = (withdrawalId: string, outcome: 'refunded' | 'refused', reason?: string) =>
    settleWithdrawal(shop.ctx, { withdrawalId, outcome, reason })
  await expect(settle(first.id, 'refunded')).rejects.toThrow('Refund the order first')
  const refundId = uuidv7()
  await refundOrder(withGateway(shop.ctx), {
    refundId,
    orderId: order.id,
    of: { kind: 'amount', amountMinor: 500 },
    reason: 'withdrew',
  })
  expect(await settle(first.id, 'refunded')).toMatchObject({ state: 'refunded', refundId })
  expect(await settle(first.id, 'refunded')).toMatchObject({ state: 'refunded', refundId })
  await expect(settle(first.id, 'refused', 'Opened')).rejects.toThrow('settled already')
  const second = await declare(statement(order))
  expect(await settle(second.id, 'refused', 'Opened')).toMatchObject({ state: 'refused', refusal: 'Opened' })
  expect(await jobsOf(second.id)).toContain('notifications.send-withdrawal-refused')
  // What was refused may be declared again.
  expect(await declare(statement(order))).toMatchObject({ state: 'open' })
})

test('a program withdraws for a shopper with the token of the order, once under its key', async () => {
  const order = await confirmedOrder(shop)
  await deliver(order)
  const [line] = await readLines(shop.db, order.id)
  const lines = [{ sku: line?.sku, quantity: 1 }]
  const said = { name: 'Ana Moss', email: 'ana.moss@example.com' }
  const id = uuidv7()
  const bearer = { authorization: `Bearer ${trackingTokenOf(order.id)}` }
  const send = (body: object, headers: Record<string, string> = bearer, key = id) =>
    shop.send('POST', `/api/v1/orders/${order.id}/withdrawals`, {
      body,
      headers: { 'idempotency-key': key, ...headers },
    })
  const first = await send({ ...said, lines })
  expect(first.status).toBe(201)
  const answer = await first.json()
  expect(answer).toMatchObject({ id, orderId: order.id, state: 'open', ...said, lines })
  expect(await (await send({ ...said, lines })).json()).toEqual(answer)
  expect(await jobsOf(id)).toContain('notifications.send-withdrawal-received')
  const refused = async (answer: Response) => [
    answer.status,
    ((await answer.json()) as { code: string }).code,
  ]
  expect(await refused(await send({ ...said, name: 'Mallory', lines }))).toEqual([
    422,
    'idempotency_key_reused',
  ])
  expect(await refused(await send({ ...said, lines }, bearer, 'mine'))).toEqual([400, 'malformed'])
  expect(await refused(await send({ ...said, lines }, {}))).toEqual([404, 'not_found'])
  expect(await refused(await send({ ...said, lines }, { authorization: 'Bearer wrong' }))).toEqual([
    404,
    'not_found',
  ])
  const wrongLine = await send({ ...said, lines: [{ sku: 'NO-SUCH', quantity: 1 }] }, bearer, uuidv7())
  expect(await wrongLine.json()).toMatchObject({
    code: 'validation_failed',
    errors: [{ path: 'lines.0.sku' }],
  })
  const rest = uuidv7()
  expect((await send(said, bearer, rest)).status).toBe(201)
  expect(await refused(await send(said, bearer, uuidv7()))).toEqual([409, 'conflict'])
  expect(await withdrawalsOf(shop.db, order.id)).toMatchObject([{ id }, { id: rest, declaredBy: 'link' }])
})

test('a program settles it with its key, and the audit says why', async () => {
  const order = await confirmedOrder(shop)
  await deliver(order)
  const { id } = await declare(statement(order))
  const made = {
    id: uuidv7(),
    name: 'till',
    may: ['orders.withdrawals'],
    createdBy: 'test',
    createdAt: new Date(),
    expiresAt: null,
  }
  const { secret } = await createApiKey(shop.db, made)
  const headers = { authorization: `Bearer ${secret}` }
  const list = await shop.send('GET', '/api/v1/admin/withdrawals?state=open', { headers })
  expect(await list.json()).toMatchObject({
    withdrawals: expect.arrayContaining([expect.objectContaining({ id, number: order.number, units: 2 })]),
  })
  const settle = (body: object) =>
    shop.send('POST', `/api/v1/admin/withdrawals/${id}/settle`, { headers, body })
  expect((await settle({ outcome: 'refused' })).status).toBe(422)
  const answer = await settle({ outcome: 'refused', reason: 'The seal was broken' })
  expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'refused' }])
  const [row] = await shop.db.$client`select actor, reason from audit where entity_id = ${id}`
  expect(row).toMatchObject({ actor: expect.stringMatching(/^key:/), reason: 'The seal was broken' })
})

test('staff are told how many withdrawals wait, and since when the first does', async () => {
  const before = await readWaiting(shop.db)
  const order = await confirmedOrder(shop)
  await deliver(order)
  const { id, declaredAt } = await declare(statement(order))
  const after = await readWaiting(shop.db)
  expect(after).toEqual({ count: before.count + 1, since: before.since ?? declaredAt })
  await settleWithdrawal(shop.ctx, { withdrawalId: id, outcome: 'refused', reason: 'Opened' })
  expect(await readWaiting(shop.db)).toEqual(before)
})

test('asking for the link is answered the same for every number and address', async () => {
  const order = await confirmedOrder(shop)
  const ask = async (number: string, email: string) =>
    (await shop.mutate('withdrawals.askForLink', { number, email })).text()
  const answers = [
    await ask(order.number, 'ana@example.com'),
    await ask(order.number, 'eve@example.com'),
    await ask('O-0000-0000', 'ana@example.com'),
    await ask('nonsense', 'ana@example.com'),
  ]
  expect(new Set(answers).size).toBe(1)
  expect(answers[0]).not.toContain(order.id)
})
