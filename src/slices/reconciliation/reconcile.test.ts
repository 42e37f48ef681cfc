import { eq, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { transact } from '#platform/jobs/transact.ts'
import { workOn } from '#platform/jobs/work.ts'
import { env } from '#platform/lib/env.ts'
import { log } from '#platform/lib/log.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { queues, schedules } from '#run/what-follows.ts'
import { balanceOf, testCard } from '#slices/credit/test-cards.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { putUnderReview } from '#slices/orders/placing/outcomes.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import { readEvents, requireOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { settleRefund } from '#slices/orders/refunds/settle-refund.ts'
import { orders } from '#slices/orders/schema.ts'
import type { PaymentGateway } from '#slices/payments/provider.ts'
import { providerLine } from '#slices/payments/provider-line.ts'
import { requestRefundOfRest } from '#slices/payments/refund.ts'
import { payments, refunds } from '#slices/payments/schema.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import { reconcile } from './reconcile.ts'
import { reconciliationDifferences, reconciliations } from './schema.ts'

let shop: TestShop
let bank: Stripe
let gateway: PaymentGateway
beforeAll(async () => {
  shop = await openTestShop()
  bank = new Stripe('sk_test_sandbox', {
    host: 'localhost',
    port: shop.sandbox.port,
    protocol: 'http',
    telemetry: false,
  })
  gateway = stripeGateway(env().stripe, { chargeMs: 300, lookMs: 2_000 })
  await stockUp(shop.db, { sku: 'CUP', units: { north: 1_000 } })
})
afterAll(() => shop.close())
afterEach(async () => {
  await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
})

const guest = { customerId: null }
const oneCup = () => orderInput({ lines: [{ sku: 'CUP', quantity: 1 }] })

/** The shop some minutes later, when no process has an order in hand any more. */
function ctxAfter(minutes: number, its: PaymentGateway = gateway): OrdersCtx {
  return {
    ...shop.ctx,
    gateway: its,
    actor: { kind: 'system', name: 'reconciliation' },
    now: () => new Date(Date.now() + minutes * 60_000),
  }
}

const anHourAgo = () => new Date(Date.now() - 3_600_000)

async function reconciled(ctx = ctxAfter(5)) {
  const done = await reconcile(ctx, { from: anHourAgo(), startedBy: 'test' })
  if (!done) throw new Error('another run is in progress')
  return done
}

/** The findings of a run about one order. */
async function findingsOf(orderId: string, ctx = ctxAfter(5)) {
  const { findings } = await reconciled(ctx)
  return findings
    .filter(finding => finding.orderId === orderId)
    .map(({ kind, outcome }) => ({ kind, outcome }))
    .sort((a, b) => a.kind.localeCompare(b.kind))
}

const reviewOf = async (orderId: string) => (await requireOrder(shop.db, orderId)).needsReview

/** The bank charges and its answer is lost, before the sweeper has run. */
async function chargedInSilence() {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_after', count: 1 })
  const input = oneCup()
  await placeOrder({ ...shop.ctx, gateway }, input, guest)
  expect(await requireOrder(shop.db, input.orderId)).toMatchObject({ state: 'reserved' })
  return input.orderId
}

/** Money taken by hand at the bank, beside the shop. */
function takenThere(metadata: Record<string, string>, amount = 1_395) {
  return bank.paymentIntents.create({
    amount,
    currency: 'gbp',
    confirm: true,
    payment_method: 'pm_card_visa',
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    metadata,
  })
}

async function paymentOf(orderId: string) {
  const [payment] = await shop.db.select().from(payments).where(eq(payments.orderId, orderId))
  if (!payment?.providerId) throw new Error(`order ${orderId} was not paid`)
  return { ...payment, providerId: payment.providerId }
}

test('books that agree are reported as such, with the number of rows compared', async () => {
  const order = await confirmedOrder(shop)
  for (const method of ['pm_card_chargeDeclined', 'pm_card_authenticationRequired'])
    await placeOrder({ ...shop.ctx, gateway }, { ...oneCup(), payment: { method } }, guest)
  const { run, findings } = await reconciled()
  expect(findings.filter(finding => finding.orderId === order.id)).toEqual([])
  expect(run).toMatchObject({ failure: null, payments: 3, refunds: 0, startedBy: 'test' })
  expect(run.endedAt).not.toBeNull()
})

test('an order that was charged while its answer and its webhook were lost is confirmed', async () => {
  const orderId = await chargedInSilence()
  expect(await findingsOf(orderId)).toEqual([{ kind: 'not_settled', outcome: 'mended' }])
  expect(await requireOrder(shop.db, orderId)).toMatchObject({ state: 'confirmed', money: 'paid' })
  expect(await askSandbox(shop).charges(orderId)).toHaveLength(1)
  expect(await findingsOf(orderId, ctxAfter(10))).toEqual([])
})

test('an order that another process works on is left alone', async () => {
  const orderId = await chargedInSilence()
  expect(await findingsOf(orderId, ctxAfter(0))).toEqual([])
  const inFiveMinutes = new Date(Date.now() + 5 * 60_000)
  await shop.db.update(payments).set({ updatedAt: inFiveMinutes }).where(eq(payments.orderId, orderId))
  expect(await findingsOf(orderId, ctxAfter(5))).toEqual([])
  expect(await requireOrder(shop.db, orderId)).toMatchObject({ state: 'reserved' })
})

test('money that the bank took for an order which had ended goes back, once', async () => {
  const orderId = await chargedInSilence()
  await shop.db.update(orders).set({ state: 'expired', endedAt: new Date() }).where(eq(orders.id, orderId))
  await shop.db.update(payments).set({ status: 'canceled' }).where(eq(payments.orderId, orderId))
  expect(await findingsOf(orderId)).toEqual([{ kind: 'charged_there', outcome: 'mended' }])
  expect(await askSandbox(shop).charges(orderId)).toMatchObject([{ refunded: 1_395 }])
  expect(await findingsOf(orderId, ctxAfter(10))).toEqual([])
})

test('money that the bank took by hand for a declined order is shown to staff', async () => {
  const input = { ...oneCup(), payment: { method: 'pm_card_chargeDeclined' } }
  await placeOrder({ ...shop.ctx, gateway }, input, guest)
  const { id } = await takenThere({ order_id: input.orderId })
  expect(await findingsOf(input.orderId)).toEqual([{ kind: 'charged_there', outcome: 'needs_review' }])
  expect(await reviewOf(input.orderId)).toContain(`${id} keeps £13.95 there`)
})

test('two charges that are both kept for one order are shown to staff once', async () => {
  const order = await confirmedOrder(shop)
  const { id } = await takenThere({ order_id: order.id })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'charged_twice', outcome: 'needs_review' }])
  expect(await reviewOf(order.id)).toContain(id)
  const { version } = await requireOrder(shop.db, order.id)
  expect(await findingsOf(order.id, ctxAfter(10))).toHaveLength(1)
  expect((await requireOrder(shop.db, order.id)).version).toBe(version)
  await bank.refunds.create({ payment_intent: id })
  expect(await findingsOf(order.id, ctxAfter(14))).toEqual([])
})

test('a payment that only we know is shown to staff', async () => {
  const order = await confirmedOrder(shop)
  const { providerId } = await paymentOf(order.id)
  const elsewhere = { providerId: `pi_gone_${order.number}` }
  await shop.db.update(payments).set(elsewhere).where(eq(payments.orderId, order.id))
  await bank.refunds.create({ payment_intent: providerId })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'unpaid_there', outcome: 'needs_review' }])
  expect(await reviewOf(order.id)).toContain('the bank holds no such payment')
})

test('an order that counts as paid while the bank still waits for the shopper is shown to staff', async () => {
  const input = { ...oneCup(), payment: { method: 'pm_card_authenticationRequired' } }
  await placeOrder({ ...shop.ctx, gateway }, input, guest)
  await shop.db
    .update(payments)
    .set({ status: 'succeeded', capturedMinor: 1_395 })
    .where(eq(payments.orderId, input.orderId))
  await shop.db
    .update(orders)
    .set({ state: 'confirmed', money: 'paid', confirmedAt: new Date() })
    .where(eq(orders.id, input.orderId))
  expect(await findingsOf(input.orderId)).toEqual([{ kind: 'unpaid_there', outcome: 'needs_review' }])
  expect(await reviewOf(input.orderId)).toContain('there it is requires action')
})

test.each([
  ['amount', { amountMinor: 9_999 }, 'is over £13.95 there and over £99.99 here'],
  ['currency', { currency: 'EUR' }, 'is over £13.95 there and over €13.95 here'],
  ['captured sum', { capturedMinor: 1_000 }, 'took £13.95 there and £10.00 here'],
  ['refunded sum', { refundedMinor: 100 }, '£0.00 was given back there and £1.00 here'],
])('a different %s there than here is shown to staff', async (_, wrong, sentence) => {
  const order = await confirmedOrder(shop, { lines: [{ sku: 'CUP', quantity: 1 }] })
  await shop.db.update(payments).set(wrong).where(eq(payments.orderId, order.id))
  expect(await findingsOf(order.id, ctxAfter(10))).toEqual([
    { kind: 'amount_differs', outcome: 'needs_review' },
  ])
  expect(await reviewOf(order.id)).toContain(sentence)
})

test('a charge over another sum than its order never confirms it', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_before', count: 1 })
  const input = oneCup()
  await placeOrder({ ...shop.ctx, gateway }, input, guest)
  await takenThere({ order_id: input.orderId }, 500)
  expect(await findingsOf(input.orderId)).toEqual([{ kind: 'not_settled', outcome: 'needs_review' }])
  expect(await reviewOf(input.orderId)).toContain('is over 500 GBP, and we asked for 1395 GBP')
})

test('charges that name no order of ours are listed separately', async () => {
  const unknown = await takenThere({ order_id: uuidv7() })
  const nameless = await takenThere({})
  const foreign = await takenThere({ order_id: 'invoice 17' })
  const { run, findings } = await reconciled()
  const charges = findings.filter(finding => finding.kind === 'unknown_order')
  expect(charges.map(charge => charge.providerId).sort()).toEqual(
    [unknown.id, nameless.id, foreign.id].sort(),
  )
  expect(charges.every(charge => charge.orderId === null && charge.outcome === 'needs_review')).toBe(true)
  const noted = await shop.db
    .select()
    .from(reconciliationDifferences)
    .where(eq(reconciliationDifferences.reconciliationId, run.id))
  expect(noted.map(({ sentence }) => sentence)).toContain(
    `The bank keeps £13.95 (${nameless.id}), which names no order.`,
  )
  for (const { id } of [unknown, nameless, foreign]) await bank.refunds.create({ payment_intent: id })
})

test('a partial refund at the bank itself is noted here, once', async () => {
  const order = await confirmedOrder(shop)
  const payment = await paymentOf(order.id)
  await bank.refunds.create({ payment_intent: payment.providerId, amount: 500 })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'refunded_there', outcome: 'mended' }])
  expect(await requireOrder(shop.db, order.id)).toMatchObject({
    money: 'partially_refunded',
    refundedMinor: 500,
    needsReview: expect.stringContaining('£5.00 went back at the bank itself'),
  })
  expect(await paymentOf(order.id)).toMatchObject({ refundedMinor: 500 })
  expect(await findingsOf(order.id, ctxAfter(10))).toEqual([])
  expect(await askSandbox(shop).charges(order.id)).toMatchObject([{ refunded: 500 }])
})

test('a full refund at the bank itself cancels an order whose parcel has not left', async () => {
  const order = await confirmedOrder(shop)
  await bank.refunds.create({ payment_intent: (await paymentOf(order.id)).providerId })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'refunded_there', outcome: 'mended' }])
  expect(await requireOrder(shop.db, order.id)).toMatchObject({
    state: 'cancelled',
    money: 'refunded',
    needsReview: null,
  })
})

test('an order that waits for a person is mended all the same', async () => {
  const order = await confirmedOrder(shop)
  await putUnderReview(ctxAfter(0), order, 'somebody must look at something else')
  await bank.refunds.create({ payment_intent: (await paymentOf(order.id)).providerId, amount: 500 })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'refunded_there', outcome: 'mended' }])
  expect(await requireOrder(shop.db, order.id)).toMatchObject({ refundedMinor: 500 })
  expect(await reviewOf(order.id)).toMatch(/something else .*£5\.00 went back at the bank itself/)
})

test('an unreported dispute is noted, and so is its end, however long ago it was opened', async () => {
  const order = await confirmedOrder(shop)
  const payment = (await paymentOf(order.id)).providerId ?? ''
  const { id } = await askSandbox(shop).byHand({ act: 'dispute', payment })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'disputed_there', outcome: 'mended' }])
  await askSandbox(shop).byHand({ act: 'lose', dispute: id })
  expect(await findingsOf(order.id, ctxAfter(10))).toEqual([{ kind: 'disputed_there', outcome: 'mended' }])
  expect(await reviewOf(order.id)).toMatch(/disputes £.+is lost, and the money has gone/)
})

test('a lost dispute that was won after all, unreported, is found and booked, however long ago it was opened', async () => {
  const order = await confirmedOrder(shop)
  const payment = (await paymentOf(order.id)).providerId ?? ''
  const { id } = await askSandbox(shop).byHand({ act: 'dispute', payment })
  await askSandbox(shop).byHand({ act: 'lose', dispute: id })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'disputed_there', outcome: 'mended' }])
  await askSandbox(shop).byHand({ act: 'win', dispute: id })
  // The provider lists what was opened since then, and this dispute was not.
  const later = await reconcile(ctxAfter(60), { from: new Date(Date.now() + 60_000), startedBy: 'test' })
  expect(later?.findings.filter(({ orderId }) => orderId === order.id)).toMatchObject([
    { kind: 'disputed_there', outcome: 'mended' },
  ])
  const events = (await readEvents(shop.db, order.id)).map(({ type }) => type)
  expect(events.filter(type => type.startsWith('order.dispute_'))).toEqual([
    'order.dispute_lost',
    'order.dispute_returned',
  ])
})

test('a refund whose answer was lost is noted, and not given twice', async () => {
  const order = await confirmedOrder(shop)
  await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_after', count: 1 })
  const id = uuidv7()
  await transact(shop.ctx, ({ tx }) =>
    requestRefundOfRest(tx, {
      id,
      orderId: order.id,
      reason: 'broken',
      actor: shop.ctx.actor,
      at: new Date(),
    }),
  )
  await settleRefund({ ...shop.ctx, gateway }, id, { fresh: true })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'refunded_there', outcome: 'mended' }])
  expect(await askSandbox(shop).charges(order.id)).toMatchObject([{ refunded: order.totalMinor }])
  const [refund] = await shop.db.select().from(refunds).where(eq(refunds.id, id))
  expect(refund).toMatchObject({ status: 'succeeded' })
  expect(await findingsOf(order.id, ctxAfter(10))).toEqual([])
})

test('a refund that only we know is shown to staff', async () => {
  const order = await confirmedOrder(shop)
  const payment = await paymentOf(order.id)
  await shop.db.insert(refunds).values({
    id: uuidv7(),
    paymentId: payment.id,
    orderId: order.id,
    amountMinor: 700,
    currency: 'GBP',
    reason: 'broken',
    status: 'succeeded',
    providerId: `re_never_${order.number}`,
    requestedBy: 'test',
  })
  expect(await findingsOf(order.id)).toEqual([{ kind: 'refunded_here', outcome: 'needs_review' }])
  expect(await reviewOf(order.id)).toContain('£7.00 counts as given back here')
})

test('a refund of which a gift card got a part agrees with what the bank gave back', async () => {
  const card = await testCard(shop, 500)
  const input = { ...oneCup(), giftCards: [card.code] }
  await placeOrder({ ...shop.ctx, gateway }, input, guest)
  const { totalMinor } = await requireOrder(shop.db, input.orderId)
  const of = { kind: 'amount', amountMinor: totalMinor - 200 } as const
  const refund = { orderId: input.orderId, refundId: uuidv7(), reason: 'broken', of }
  await refundOrder({ ...shop.ctx, gateway }, refund)
  expect(await askSandbox(shop).charges(input.orderId)).toMatchObject([{ refunded: totalMinor - 500 }])
  expect(await balanceOf(shop.db, card.id)).toBe(300)
  expect(await findingsOf(input.orderId)).toEqual([])
  // What is left is the gift card's alone, and the bank hears nothing of it.
  const rest = { kind: 'amount', amountMinor: 200 } as const
  await refundOrder({ ...shop.ctx, gateway }, { ...refund, refundId: uuidv7(), of: rest })
  expect(await balanceOf(shop.db, card.id)).toBe(500)
  expect(await findingsOf(input.orderId)).toEqual([])
  // Another difference makes the run look at each refund of the order.
  await shop.db
    .update(payments)
    .set({ refundedMinor: totalMinor - 501 })
    .where(eq(payments.orderId, input.orderId))
  expect(await findingsOf(input.orderId)).toEqual([{ kind: 'amount_differs', outcome: 'needs_review' }])
})

test('an order long past its time that the sweeper missed is ended', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_before', count: 1 })
  const input = oneCup()
  await placeOrder({ ...shop.ctx, gateway }, input, guest)
  expect(await findingsOf(input.orderId, ctxAfter(30))).toEqual([{ kind: 'not_settled', outcome: 'mended' }])
  expect(await requireOrder(shop.db, input.orderId)).toMatchObject({ state: 'expired' })
})

test('a provider that stops answering after its list leaves the order as it is, and the run says so', async () => {
  const orderId = await chargedInSilence()
  const silent = { ...gateway, retrieve: async () => ({ kind: 'unknown' as const }) }
  expect(await findingsOf(orderId, ctxAfter(5, silent))).toEqual([
    { kind: 'not_settled', outcome: 'unknown' },
  ])
  expect(await requireOrder(shop.db, orderId)).toMatchObject({ state: 'reserved', needsReview: null })
})

test('a provider that cannot be asked ends the run with a sentence', async () => {
  await askSandbox(shop).fault({ service: 'stripe', kind: 'down', count: 1 })
  const { run, findings } = await reconciled()
  expect(run.failure).toMatch(/could not be asked/)
  expect(findings).toEqual([])
})

test('of two runs at once one gives way, and a run whose process died blocks nobody', async () => {
  const ctx = ctxAfter(5)
  const both = await Promise.all([1, 2].map(() => reconcile(ctx, { from: anHourAgo(), startedBy: 'test' })))
  expect(both.filter(done => done === null)).toHaveLength(1)

  const died = uuidv7()
  const at = new Date(Date.now() - 600_000)
  await shop.db.insert(reconciliations).values({
    id: died,
    startedBy: 'test',
    startedAt: at,
    seenAt: at,
    fromAt: anHourAgo(),
    untilAt: at,
  })
  expect((await reconciled()).run.failure).toBeNull()
  const [closed] = await shop.db.select().from(reconciliations).where(eq(reconciliations.id, died))
  expect(closed).toMatchObject({ failure: 'Its process ended before it did.' })
})

test('lists longer than a page are read to their end', async () => {
  const line = providerLine({ callsPerSecond: 0, log })
  const pages: number[] = []
  const counting = stripeGateway(env().stripe, undefined, line)
  const declined = Array.from({ length: 110 }, () =>
    takenThere({}).then(({ id }) => bank.refunds.create({ payment_intent: id })),
  )
  await Promise.all(declined)
  const { run } = await reconciled(
    ctxAfter(5, {
      ...counting,
      async listPayments(page) {
        const listed = await counting.listPayments(page)
        pages.push(listed?.items.length ?? 0)
        return listed
      },
    }),
  )
  expect(pages.length).toBeGreaterThan(1)
  expect(run.payments).toBe(pages.reduce((sum, length) => sum + length, 0))
  expect(run.refunds).toBeGreaterThanOrEqual(110)
})

test('a run is scheduled each night, once for two workers, and its job runs it', async () => {
  const workers = await Promise.all([1, 2].map(() => workOn(shop.databaseUrl, shop.ctx, queues, schedules)))
  try {
    const planned = await workers[0]?.boss.getSchedules()
    expect(planned?.filter(({ name }) => name === 'orders.reconcile')).toMatchObject([
      { cron: '15 3 * * *', timezone: 'Europe/London' },
    ])
    const startedBy = `staff:${uuidv7()}:Ada`
    await workers[0]?.boss.send('orders.reconcile', { days: 1, startedBy })
    const run = await eventually(async () => {
      const [ended] = await shop.db
        .select()
        .from(reconciliations)
        .where(eq(reconciliations.startedBy, startedBy))
      expect(ended?.endedAt).toEqual(expect.any(Date))
      return ended
    })
    expect(run?.failure).toBeNull()
  } finally {
    await Promise.all(workers.map(worker => worker.stop()))
  }
})

test('a run can record only what the rules allow', async () => {
  const run = { startedBy: 'test', startedAt: new Date(), seenAt: new Date() }
  const sameTime = new Date()
  await expect(
    shop.db.insert(reconciliations).values({ ...run, id: uuidv7(), fromAt: sameTime, untilAt: sameTime }),
  ).rejects.toThrow()
  const [count] = await shop.db.execute<{ n: string }>(
    sql`select count(*) as n from reconciliations where ended_at is null`,
  )
  expect(Number(count?.n)).toBe(0)
})
