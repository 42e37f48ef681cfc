import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { returnInvariant } from '#proof/invariants/return-books.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { type Doors, openDoors } from '#proof/testing/doors.ts'
import { brokenInvariants, testCard, testCustomer } from '#slices/credit/test-cards.ts'
import { readEvents, requireOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { settleRefund } from '#slices/orders/refunds/settle-refund.ts'
import { orders } from '#slices/orders/schema.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { carryOut } from '#slices/withdrawals/carry-out.ts'
import { declareWithdrawal } from '#slices/withdrawals/declare-withdrawal.ts'
import { changeWish } from './change-wish.ts'
import { closeReturn } from './close-return.ts'
import { inspectReturn } from './inspect-return.ts'
import { openForWithdrawal } from './open-for-withdrawal.ts'
import { eventsOfReturn, payBacksOf, readReturn, returnsOf } from './queries.ts'
import { receiveReturn } from './receive-return.ts'
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
afterEach(async () => {
  strikeWith(undefined)
  const [row] = await shop.db.$client.unsafe(returnInvariant.count)
  expect([Object.values(row ?? {}).map(Number), await brokenInvariants(shop.db)]).toEqual([[0], []])
})

const ctx = () => of.atDock()
const received = (number: string, sku: string, quantity: number) =>
  receiveReturn(ctx(), { number, id: uuidv7(), lines: [{ sku, quantity }] })
const inspected = (number: string, sku: string, outcome: 'restock' | 'send_back' = 'restock', quantity = 1) =>
  inspectReturn(ctx(), { number, id: uuidv7(), lines: [{ sku, quantity, outcome }] })
const settle = ({ id, orderId }: { id: string; orderId: string }) =>
  settleReturn(ctx(), { orderId, returnId: id })
const strike = (at: string) =>
  strikeWith(point => {
    if (point === at) throw new Error('struck')
  })

/** An approved return whose shopper wishes credit; with an account, or as a guest. */
async function wishedCredit(quantity = 1, { account = true, giftCards = [] as string[] } = {}) {
  const order = await of.deliveredOrder(giftCards.length ? { giftCards } : {})
  const customerId = account ? await testCustomer(shop.db) : null
  await shop.db.$client`update orders set customer_id = ${customerId} where id = ${order.id}`
  const { sku } = await of.lineOf(order)
  const found = await of.ask(await of.wishOf(order, { quantity, wish: 'credit' }))
  return { ...found, order, sku, customerId }
}
async function creditOf(customerId: string | null) {
  const rows = await shop.db.$client<{ balance: number }[]>`
    select balance_minor::int as balance from credit_accounts where customer_id = ${customerId}`
  return rows.map(({ balance }) => balance)
}
async function cardsMailedTo(email: string) {
  return shop.db.$client<{ balance: number; mails: number }[]>`
    select balance_minor::int as balance, mails from credit_accounts where kind = 'gift_card' and email = ${email} order by 1`
}
const atTheBank = async (orderId: string) => (await askSandbox(shop).charges(orderId))[0]?.refunded

test('a wish for credit gives the worth of the goods as store credit, once, and the bank hears nothing', async () => {
  const found = await wishedCredit()
  expect(found).toMatchObject({ state: 'approved', lines: [{ wish: 'credit' }] })
  await received(found.number, found.sku, 1)
  await inspected(found.number, found.sku)
  await Promise.all([settle(found), settle(found)])
  await settle(found)
  expect(await creditOf(found.customerId)).toEqual([1_250])
  expect(await refundsOf(shop.db, found.orderId)).toMatchObject([
    { amountMinor: 1_250, creditMinor: 0, grantedMinor: 1_250, status: 'succeeded', providerId: null },
  ])
  expect(await requireOrder(shop.db, found.orderId)).toMatchObject({
    refundedMinor: 1_250,
    money: 'partially_refunded',
  })
  expect(await atTheBank(found.orderId)).toBe(0)
  expect(await readReturn(shop.db, found.id)).toMatchObject({ state: 'settled', lines: [{ refunded: 1 }] })
  const { creditAs, returns } = await standingFor(ctx(), found.orderId, of.keyOf(found.orderId))
  expect(creditAs).toBe('store_credit')
  expect(returns[0]?.steps.map(({ type }) => type)).toContain('credited')
})

test('what was given as credit is not refunded as well, and the rest of the order still is, to the penny', async () => {
  const found = await wishedCredit(2)
  await received(found.number, found.sku, 2)
  await inspected(found.number, found.sku, 'restock')
  await settle(found)
  const { totalMinor } = found.order
  const refund = (amountMinor: number) =>
    refundOrder(withGateway(ctx()), {
      refundId: uuidv7(),
      orderId: found.orderId,
      of: { kind: 'amount', amountMinor },
      reason: 'by hand',
    })
  await expect(refund(totalMinor - 1_249)).rejects.toThrow('more than is left')
  await refund(totalMinor - 1_250)
  expect(await atTheBank(found.orderId)).toBe(totalMinor - 1_250)
  const order = await requireOrder(shop.db, found.orderId)
  expect([order.refundedMinor, order.money]).toEqual([totalMinor, 'refunded'])
})

test('with the last units the delivery is given as credit too', async () => {
  const found = await wishedCredit(2)
  await received(found.number, found.sku, 2)
  await inspected(found.number, found.sku, 'restock', 2)
  await settle(found)
  expect(await creditOf(found.customerId)).toEqual([found.order.totalMinor])
})

test('a guest gets a gift card by mail, and so does somebody whose account is gone', async () => {
  const found = await wishedCredit(1, { account: false })
  const { creditAs } = await standingFor(ctx(), found.orderId, of.keyOf(found.orderId))
  expect(creditAs).toBe('gift_card')
  const email = `${uuidv7()}@example.com`
  await shop.db.update(orders).set({ email })
  await received(found.number, found.sku, 1)
  await inspected(found.number, found.sku)
  await settle(found)
  await settle(found)
  expect(await cardsMailedTo(email)).toEqual([{ balance: 1_250, mails: 1 }])
  const [refunded] = (await readEvents(shop.db, found.orderId)).filter(
    ({ type }) => type === 'order.refunded',
  )
  expect(refunded?.data).toMatchObject({ grantedMinor: 1_250, grantedAs: 'gift_card' })
})

test('what a gift card had paid goes back to that card, and only the rest is given as new credit', async () => {
  const card = await testCard(shop, 600)
  const found = await wishedCredit(2, { giftCards: [card.code] })
  await received(found.number, found.sku, 2)
  await inspected(found.number, found.sku, 'restock', 2)
  await settle(found)
  expect(await creditOf(found.customerId)).toEqual([found.order.totalMinor - 600])
  expect(await refundsOf(shop.db, found.orderId)).toMatchObject([
    { amountMinor: found.order.totalMinor, creditMinor: 600, grantedMinor: found.order.totalMinor - 600 },
  ])
})

test.each(['refund.requested', 'refund.in', 'refund.committed', 'return.refunded'])(
  'credit is given once when the shop dies at %s',
  async point => {
    const found = await wishedCredit()
    await received(found.number, found.sku, 1)
    await inspected(found.number, found.sku)
    strike(point)
    await expect(settle(found)).rejects.toThrow('struck')
    strikeWith(undefined)
    const [open] = await refundsOf(shop.db, found.orderId)
    // The sweeper and the job that is tried again may meet.
    await Promise.all([open && settleRefund(withGateway(ctx()), open.id), settle(found)])
    expect(await creditOf(found.customerId)).toEqual([1_250])
    expect(await readReturn(shop.db, found.id)).toMatchObject({ state: 'settled', lines: [{ refunded: 1 }] })
  },
)

test('staff change a wish until the goods are inspected, and a second call changes nothing', async () => {
  const { number, sku, id, orderId } = await of.approvedReturn(2)
  const wish = (wished: 'refund' | 'credit') => changeWish(ctx(), { number, lines: [{ sku, wish: wished }] })
  expect(await wish('credit')).toMatchObject({ lines: [{ wish: 'credit' }] })
  await Promise.all([wish('credit'), wish('credit')])
  const types = (await eventsOfReturn(shop.db, id)).map(({ type }) => type)
  expect(types).toEqual(['asked', 'approved', 'wish_changed'])
  await received(number, sku, 1)
  await wish('refund')
  await wish('credit')
  await inspected(number, sku)
  await expect(wish('refund')).rejects.toThrow('is being given')
  await settle({ id, orderId })
  await expect(wish('refund')).rejects.toThrow('is being given')
  expect(await wish('credit')).toMatchObject({ lines: [{ wish: 'credit' }] })
  await closeReturn(ctx(), { number, reason: 'The rest stays there' })
  await expect(wish('refund')).rejects.toThrow('settled already')
  expect(await payBacksOf(shop.db, id)).toMatchObject([{ wish: 'credit', state: 'asked' }])
  await expect(
    changeWish(ctx(), { number, lines: [{ sku: 'NO-SUCH', wish: 'credit' }] }),
  ).rejects.toMatchObject({ fields: [{ path: 'lines.0.sku' }] })
})

test('a wish and an inspection at once: what was inspected is given as the wish said then', async () => {
  for (let round = 0; round < 6; round++) {
    const { number, sku, id, orderId } = await of.approvedReturn(1)
    await received(number, sku, 1)
    await Promise.allSettled([
      inspected(number, sku),
      changeWish(ctx(), { number, lines: [{ sku, wish: 'credit' }] }),
    ])
    await settle({ id, orderId })
    const found = await readReturn(shop.db, id)
    expect(await payBacksOf(shop.db, id)).toMatchObject([{ wish: found?.lines[0]?.wish, state: 'asked' }])
  }
})

test('who withdraws from the contract gets the money by the means that paid, whatever was wished before', async () => {
  const found = await wishedCredit(2)
  const { id: withdrawalId } = await declareWithdrawal(
    withGateway(shop.ctx),
    { id: uuidv7(), orderId: found.orderId, name: 'Ana Moss', email: 'ana@example.com', lines: null },
    of.keyOf(found.orderId),
  )
  await carryOut(shop.ctx, { withdrawalId })
  await openForWithdrawal(shop.ctx, { withdrawalId })
  expect(await returnsOf(shop.db, found.orderId)).toMatchObject([
    { id: found.id, withdrawalId, lines: [{ wish: 'refund' }] },
  ])
  await expect(
    changeWish(ctx(), { number: found.number, lines: [{ sku: found.sku, wish: 'credit' }] }),
  ).rejects.toThrow('withdrew from the contract')
})
