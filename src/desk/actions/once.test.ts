import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { assert } from '#platform/lib/assert.ts'
import { createCallerFactory } from '#platform/trpc/init.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { stockLevels } from '#slices/inventory/schema.ts'
import { ada } from '#slices/orders/desk/test-orders.ts'
import { refunds } from '#slices/payments/schema.ts'
import { deskActions } from './schema.ts'

const createCaller = createCallerFactory(appRouter)

let shop: TestShop
let desk: ReturnType<typeof createCaller>
let actionId: string
beforeAll(async () => {
  shop = await openTestShop()
  assert(ada, 'a member of staff is at the desk')
  desk = createCaller({
    ...shop.ctx,
    visitor: ada,
    rights: ada.rights,
    actor: { kind: 'staff', id: ada.customerId, name: ada.name },
    headers: new Headers(),
    answerHeaders: null,
    requestId: 'test',
    address: 'test',
    goOn: () => {},
  })
})
beforeEach(() => {
  actionId = uuidv7()
})
afterAll(() => shop.close())

const amount = { kind: 'amount' as const, amountMinor: 200 }

test('a refund whose answer was lost is found as done, and a second send under its id makes no second refund', async () => {
  const { id: orderId } = await confirmedOrder(shop)
  const input = { orderId, refundId: actionId, actionId, reason: 'scratched', of: amount }
  await desk.staffOrders.refund(input)
  expect(await desk.desk.whatBecame({ actionId })).toMatchObject({
    kind: 'done',
    outcome: { refund: 'succeeded', amountMinor: 200 },
  })
  expect(await desk.staffOrders.refund(input)).toMatchObject({ refund: 'succeeded' })
  expect(await shop.db.select().from(refunds).where(eq(refunds.orderId, orderId))).toHaveLength(1)
})

test('asking about an action that never came calls it off: it does nothing when it comes later', async () => {
  const { id: orderId } = await confirmedOrder(shop)
  expect(await desk.desk.whatBecame({ actionId })).toEqual({ kind: 'never_came' })
  const late = desk.staffOrders.refund({ orderId, refundId: actionId, actionId, reason: 'late', of: amount })
  await expect(late).rejects.toThrow(/this action never came/)
  expect(await shop.db.select().from(refunds).where(eq(refunds.orderId, orderId))).toEqual([])
  expect(await desk.desk.whatBecame({ actionId })).toEqual({ kind: 'never_came' })
})

test('an action that the shop refused is found with its sentence', async () => {
  const { id: orderId } = await confirmedOrder(shop)
  const tooMuch = { ...amount, amountMinor: 999_999 }
  const asked = desk.staffOrders.refund({ orderId, refundId: actionId, actionId, reason: 'x', of: tooMuch })
  await expect(asked).rejects.toThrow(/more than is left/)
  expect(await desk.desk.whatBecame({ actionId })).toMatchObject({
    kind: 'refused',
    sentence: expect.stringMatching(/more than is left/),
  })
})

test('a count that is sent twice under its id corrects the shelf once', async () => {
  const { variantId } = await stockUp(shop.db, { sku: 'COUNTED', units: { north: 5 } })
  const [shelf] = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  const input = {
    variantId,
    warehouseId: shelf?.warehouseId ?? '',
    counted: 7,
    seen: 5,
    note: 'found two',
    actionId,
  }
  await desk.stock.count(input)
  await desk.stock.count(input)
  expect(await desk.desk.whatBecame({ actionId })).toMatchObject({ kind: 'done' })
  const after = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  expect(after.map(level => level.onHand)).toEqual([7])
})

test('an id that was used for something else is refused', async () => {
  const { id: orderId } = await confirmedOrder(shop)
  await desk.staffOrders.cancel({ orderId, reason: 'asked', actionId })
  await expect(desk.staffOrders.cancel({ orderId, reason: 'another', actionId })).rejects.toThrow(
    /Another action already used this id/,
  )
})

test('two sends at once under one id make one action, and the second hears that it is under way', async () => {
  const { id: orderId } = await confirmedOrder(shop)
  const input = { orderId, reason: 'asked', actionId }
  const both = await Promise.allSettled([desk.staffOrders.cancel(input), desk.staffOrders.cancel(input)])
  expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  expect(await desk.desk.whatBecame({ actionId })).toMatchObject({
    kind: 'done',
    outcome: { state: 'cancelled' },
  })
})

test('an action that was cut short is reported as cut short, and may be sent again', async () => {
  const { id: orderId } = await confirmedOrder(shop)
  const input = { orderId, reason: 'asked', actionId }
  await desk.staffOrders.cancel(input)
  // A process that dies in the middle leaves this row.
  await shop.db
    .update(deskActions)
    .set({ state: 'begun', outcome: null, endedAt: null, begunAt: new Date(Date.now() - 120_000) })
    .where(eq(deskActions.id, actionId))
  expect(await desk.desk.whatBecame({ actionId })).toEqual({ kind: 'cut_short' })
  expect(await desk.staffOrders.cancel(input)).toMatchObject({ state: 'cancelled' })
  expect(await desk.desk.whatBecame({ actionId })).toMatchObject({ kind: 'done' })
})
