import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { takeIn } from '#slices/fulfillment/take-in.ts'
import { reviewOrder } from '#slices/orders/desk/review-order.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { readDisputes } from '#slices/payments/dispute.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refunds } from '#slices/payments/schema.ts'
import { readOpenDisputes } from '#slices/reconciliation/queries.ts'
import { cancelOrder } from '../cancel-order.ts'
import { stopGoodsQueue } from '../jobs.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readEvents, readLines, requireOrder } from '../queries.ts'
import { sweep } from '../sweep.ts'
import { followBank } from './follow-bank.ts'
import { receivePaymentWebhook } from './webhook.ts'

let shop: TestShop
let ctx: OrdersCtx
let minutes = 0
beforeAll(async () => {
  shop = await openTestShop()
  // The bank may be asked once a minute, so each sweep of this file runs a minute later.
  ctx = { ...withGateway(shop.ctx), now: () => new Date(Date.now() + minutes * 60_000) }
})
afterAll(() => shop.close())

/** Two things at £12.50, delivery £3.95: £28.95. */
let placed: Order
beforeEach(async () => {
  placed = await confirmedOrder(shop)
})
afterEach(async () => {
  const checked = await checkInvariants(shop.db, ctx.gateway)
  expect(checked.filter(({ violations }) => violations > 0)).toEqual([])
})

const order = () => requireOrder(shop.db, placed.id)
const bank = () => askSandbox(shop)
const paymentId = async () => (await bank().charges(placed.id))[0]?.paymentIntentId ?? ''
const refundAtBank = async (amount?: number, pending = false) =>
  bank().byHand({ act: 'refund', payment: await paymentId(), amount, pending })
const dispute = async (more: object = {}) =>
  bank().byHand({ act: 'dispute', payment: await paymentId(), ...more })
const held = async () =>
  (await shop.db.$client`select 1 from reservations where order_id = ${placed.id} and state = 'held'`).length
const refundedAtBank = async () => (await bank().charges(placed.id)).map(charge => charge.refunded)
const refundsOf = () => shop.db.select().from(refunds).where(eq(refunds.orderId, placed.id))

/** The sweep that runs every quarter of a minute, a minute later each time. No webhook reaches this shop. */
async function sweepAMinuteLater() {
  minutes += 1
  return sweep(ctx)
}

const leaves = () =>
  takeIn(shop.ctx, {
    orderId: placed.id,
    to: 'shipped',
    carrier: 'Swift',
    trackingNumber: 'S1',
    at: new Date(),
  })

/** The process ends when it has noted the refund and before it keeps the goods. */
async function notedOnly() {
  await refundAtBank()
  strikeWith(point => {
    if (point === 'bank-refund.committed') throw new Error('struck')
  })
  await expect(followBank(ctx, placed.id)).rejects.toThrow('struck')
  strikeWith(undefined)
  expect(await order()).toMatchObject({ state: 'confirmed', money: 'refunded' })
}

/** What the announcement of the refund leads to. */
const announce = async () =>
  stopGoodsQueue.perform(
    shop.ctx,
    { orderId: placed.id, seq: (await order()).version },
    { id: uuidv7(), attempt: 1 },
  )

describe('a refund made at the bank itself', () => {
  test('of all of it, before the goods left, calls the order off and frees its stock', async () => {
    await refundAtBank()
    expect(await sweepAMinuteLater()).toMatchObject({ changes: expect.any(Number) })
    expect(await order()).toMatchObject({
      state: 'cancelled',
      money: 'refunded',
      refundedMinor: 2_895,
      endReason: 'refunded_at_provider',
      needsReview: null,
    })
    expect(await held()).toBe(0)
    expect(await refundsOf()).toMatchObject([{ status: 'succeeded', amountMinor: 2_895 }])
  })

  test('of a part changes the money only and asks a person what to do with the goods', async () => {
    await refundAtBank(1_000)
    await sweepAMinuteLater()
    const { needsReview, ...after } = await order()
    expect(after).toMatchObject({ state: 'confirmed', money: 'partially_refunded', refundedMinor: 1_000 })
    expect(needsReview).toMatch(/£10\.00 went back at the bank itself.+cancel it to keep the goods here/)
    expect(await held()).toBe(1)
  })

  test('of all of it in two parts calls the order off with the second', async () => {
    await refundAtBank(1_000)
    await followBank(ctx, placed.id)
    await refundAtBank()
    await followBank(ctx, placed.id)
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded' })
  })

  test('after the parcel left changes the money and asks a person for the goods', async () => {
    await leaves()
    await refundAtBank()
    await sweepAMinuteLater()
    expect(await order()).toMatchObject({ state: 'confirmed', money: 'refunded', delivery: 'shipped' })
    expect((await order()).needsReview).toMatch(/The parcel has left: ask for the goods back/)
  })

  test('keeps the goods here although the process ended right after it was noted and the bank is away since', async () => {
    await notedOnly()
    await bank().fault({ service: 'stripe', kind: 'down', count: 50 })
    await announce()
    await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
    expect(await order()).toMatchObject({ state: 'cancelled', endReason: 'refunded_at_provider' })
    expect(await held()).toBe(0)
  })

  test('asks a person once when the goods left before they could be kept', async () => {
    await notedOnly()
    await leaves()
    await announce()
    expect((await order()).needsReview).toMatch(/could not be stopped any more/)
    await reviewOrder(ctx, { orderId: placed.id, note: 'asked for them' })
    await announce()
    expect(await order()).toMatchObject({ state: 'confirmed', needsReview: null })
  })

  test('is told apart from one at the desk of the same sum, after which the goods are sent', async () => {
    const of = { kind: 'amount', amountMinor: 2_895 } as const
    await refundOrder(ctx, { refundId: uuidv7(), orderId: placed.id, of, reason: 'a present' })
    await announce()
    expect(await order()).toMatchObject({ state: 'confirmed', money: 'refunded', needsReview: null })
    await leaves()
    await announce()
    expect(await order()).toMatchObject({ state: 'confirmed', delivery: 'shipped', needsReview: null })
  })

  test('is noted once, however often it is followed, and its sentence comes once', async () => {
    await refundAtBank(1_000)
    await followBank(ctx, placed.id)
    await followBank(ctx, placed.id)
    await reviewOrder(ctx, { orderId: placed.id, note: 'seen' })
    await followBank(ctx, placed.id)
    expect(await order()).toMatchObject({ refundedMinor: 1_000, needsReview: null })
    expect(await refundsOf()).toHaveLength(1)
  })

  test('is followed even if the order already waits for a person', async () => {
    await dispute({ inquiry: true, reason: 'general' })
    await followBank(ctx, placed.id)
    expect((await order()).needsReview).toMatch(/the card’s bank asks about £28.95/)
    await refundAtBank()
    await followBank(ctx, placed.id)
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded' })
  })

  test('that is still on its way holds the money back, is never sent by us, and ends as the bank says', async () => {
    const { id } = await refundAtBank(undefined, true)
    await followBank(ctx, placed.id)
    expect(await refundsOf()).toMatchObject([{ status: 'requested', providerId: id }])
    expect(await order()).toMatchObject({ state: 'confirmed', money: 'paid' })
    await bank().byHand({ act: 'refund-arrives', refund: id })
    await sweepAMinuteLater()
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded' })
    expect(await refundedAtBank()).toEqual([2_895])
  })
})

describe('the rest from the desk, after a partial refund at the bank', () => {
  test('sends what is really left, under the same id, and the order is cancelled and refunded', async () => {
    await refundAtBank(1_000)
    const refundId = uuidv7()
    const { refund } = await refundOrder(ctx, {
      refundId,
      orderId: placed.id,
      of: { kind: 'rest' },
      reason: 'customer asked',
      expectedMinor: 2_895,
    })
    expect(refund).toMatchObject({ id: refundId, status: 'succeeded', amountMinor: 1_895 })
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded', needsReview: null })
    expect(await refundedAtBank()).toEqual([2_895])
  })

  test('is dropped if everything had gone back, and nobody is asked', async () => {
    await refundAtBank()
    await cancelOrder(ctx, { orderId: placed.id, reason: 'customer asked' })
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded', needsReview: null })
    expect(await refundedAtBank()).toEqual([2_895])
  })

  test('a sum that is no longer there is given up with a sentence that names the rest', async () => {
    await refundAtBank(2_000)
    const { refund } = await refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'amount', amountMinor: 1_000 },
      reason: 'scratched',
    })
    expect(refund?.status).toBe('failed')
    expect((await order()).needsReview).toMatch(/£10\.00 was not given back, since only £8\.95 is left/)
    expect(await order()).toMatchObject({ refundedMinor: 2_000 })
  })
})

describe('a refund that fails after it had counted as given back', () => {
  test('puts the money into the books again and asks a person', async () => {
    await leaves()
    const { refund } = await refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'amount', amountMinor: 1_000 },
      reason: 'scratched',
    })
    await bank().byHand({ act: 'refund-fails', refund: refund?.providerId ?? '' })
    await sweepAMinuteLater()
    expect(await order()).toMatchObject({ money: 'paid', refundedMinor: 0 })
    expect((await order()).needsReview).toMatch(/could not pay out the refund of £10\.00/)
    expect(await refundsOf()).toMatchObject([{ status: 'reversed' }])
    const key = { customerId: null, isStaff: true }
    expect(await orderStatus(shop.db, placed.id, key, new Date())).toMatchObject({
      refunds: [],
      refunded: { amount: 0 },
    })
    const again = await refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'amount', amountMinor: 1_000 },
      reason: 'scratched, once more',
    })
    expect(again.refund?.status).toBe('succeeded')
    expect(await order()).toMatchObject({ money: 'partially_refunded', refundedMinor: 1_000 })
  })

  test('of a cancelled order leaves it cancelled, with its money here and a person asked', async () => {
    await cancelOrder(ctx, { orderId: placed.id, reason: 'customer asked' })
    const [refund] = await refundsOf()
    await bank().byHand({ act: 'refund-fails', refund: refund?.providerId ?? '' })
    await followBank(ctx, placed.id)
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'paid', refundedMinor: 0 })
    const types = (await readEvents(shop.db, placed.id)).map(event => event.type)
    expect(types.filter(type => type === 'order.refund_failed')).toHaveLength(1)
  })
})

describe('a dispute', () => {
  test('stands beside the payment with its due date, leaves the money as it is and asks a person', async () => {
    await dispute({ amount: 1_250, reason: 'product_not_received' })
    await sweepAMinuteLater()
    expect(await readDisputes(shop.db, placed.id)).toMatchObject([
      {
        state: 'needs_response',
        amountMinor: 1_250,
        reason: 'product_not_received',
        dueAt: expect.any(Date),
      },
    ])
    expect(await order()).toMatchObject({ state: 'confirmed', money: 'paid' })
    expect((await order()).needsReview).toMatch(
      /disputes £12\.50 \(product not received\).+Answer at the bank by .+ Nothing of this payment can be refunded/,
    )
  })

  test('blocks every refund of its payment with a sentence', async () => {
    await dispute()
    await followBank(ctx, placed.id)
    const asked = refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'amount', amountMinor: 100 },
      reason: 'scratched',
    })
    await expect(asked).rejects.toThrow(/disputes £28\.95 of this payment, so the bank refunds nothing/)
    await expect(asked).rejects.toBeInstanceOf(Refusal)
  })

  test('that we had not heard of refuses the refund, and its sentence says why', async () => {
    await dispute()
    const { refund } = await refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'amount', amountMinor: 100 },
      reason: 'scratched',
    })
    expect(refund?.status).toBe('failed')
    expect((await order()).needsReview).toMatch(/the card’s holder disputes £28\.95/)
  })

  test('does not stop a cancellation; the money stays until the dispute is decided', async () => {
    await dispute()
    await followBank(ctx, placed.id)
    await cancelOrder(ctx, { orderId: placed.id, reason: 'fraud' })
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'paid' })
    expect(await refundsOf()).toEqual([])
  })

  test('that is lost is booked as money that went, and nothing more can be refunded', async () => {
    const { id } = await dispute()
    await followBank(ctx, placed.id)
    await bank().byHand({ act: 'lose', dispute: id })
    await sweepAMinuteLater()
    expect(await readDisputes(shop.db, placed.id)).toMatchObject([{ state: 'lost', dueAt: null }])
    expect(await order()).toMatchObject({ money: 'paid' })
    expect((await order()).needsReview).toMatch(/is lost, and the money has gone/)
    await expect(
      refundOrder(ctx, {
        refundId: uuidv7(),
        orderId: placed.id,
        of: { kind: 'amount', amountMinor: 100 },
        reason: 'scratched',
      }),
    ).rejects.toThrow(/took £28\.95 of this payment back after a dispute/)
  })

  test('that is won lets the money be refunded again', async () => {
    const { id } = await dispute()
    await followBank(ctx, placed.id)
    await bank().byHand({ act: 'win', dispute: id })
    await followBank(ctx, placed.id)
    expect((await order()).needsReview).toMatch(/is over, and the money is here/)
    const { refund } = await refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'amount', amountMinor: 100 },
      reason: 'scratched',
    })
    expect(refund?.status).toBe('succeeded')
  })
})

describe('the webhook about changes at the bank', () => {
  const stripe = new Stripe('sk_test_sandbox')
  /** As the bank signs it; a refund made there names its payment and no order. */
  async function signed(type: string, object: object, id = `evt_${placed.id}`) {
    const event = { id, object: 'event', type, created: Math.floor(Date.now() / 1_000), data: { object } }
    const rawBody = JSON.stringify(event)
    const secret = env().stripe.webhookSecret
    return { rawBody, signature: stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret }) }
  }

  test('moves our books at once, though it names no order', async () => {
    const { id } = await refundAtBank(1_000)
    const refund = { id, object: 'refund', payment_intent: await paymentId(), metadata: {}, amount: 99_999 }
    expect(await receivePaymentWebhook(shop.ctx, await signed('refund.created', refund))).toMatchObject({
      status: 200,
    })
    // The webhook's sum is not trusted.
    expect(await order()).toMatchObject({ refundedMinor: 1_000 })
  })

  test('that makes a false claim changes nothing', async () => {
    const charge = { object: 'charge', payment_intent: await paymentId(), amount_refunded: 2_895 }
    await receivePaymentWebhook(shop.ctx, await signed('charge.refunded', charge))
    const lost = { object: 'dispute', payment_intent: await paymentId(), status: 'lost' }
    await receivePaymentWebhook(shop.ctx, await signed('charge.dispute.closed', lost, `evt_${placed.id}_2`))
    expect(await order()).toMatchObject({ refundedMinor: 0, money: 'paid', needsReview: null })
    expect(await readDisputes(shop.db, placed.id)).toEqual([])
  })

  test('about an unknown payment is kept and closed, and one without an object is refused', async () => {
    const rawBody = JSON.stringify({
      id: `evt_${placed.id}`,
      object: 'event',
      type: 'charge.refunded',
      created: 1,
    })
    const secret = env().stripe.webhookSecret
    const signature = stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret })
    expect(await receivePaymentWebhook(shop.ctx, { rawBody, signature })).toMatchObject({ status: 400 })
    const stranger = { object: 'refund', payment_intent: 'pi_of_another_shop' }
    expect(
      await receivePaymentWebhook(shop.ctx, await signed('refund.created', stranger, `evt_${placed.id}_3`)),
    ).toMatchObject({ status: 200 })
  })
})

test('units that stand on the shelf again are not put there twice when their refund comes back', async () => {
  await leaves()
  const [line] = await readLines(shop.db, placed.id)
  const back = (restock: boolean) =>
    refundOrder(ctx, {
      refundId: uuidv7(),
      orderId: placed.id,
      of: { kind: 'lines', lines: [{ lineId: line?.id ?? '', quantity: 2, restock }], shipping: false },
      reason: 'not liked',
    })
  const { refund } = await back(true)
  await bank().byHand({ act: 'refund-fails', refund: refund?.providerId ?? '' })
  await followBank(ctx, placed.id)
  await expect(back(true)).rejects.toThrow(/are back already/)
  expect((await back(false)).refund?.status).toBe('succeeded')
})

test('the desk can ask which disputes wait for an answer', async () => {
  const { id } = await dispute({ reason: 'product_not_received' })
  await followBank(ctx, placed.id)
  const open = await readOpenDisputes(shop.db)
  expect(open.find(({ providerId }) => providerId === id)).toMatchObject({
    number: placed.number,
    state: 'needs_response',
    dueAt: expect.any(Date),
  })
})

describe('asking the bank for its changes', () => {
  test('is done by one process at a time, and again half a minute later', async () => {
    await sweepAMinuteLater()
    await refundAtBank(500)
    await sweep(ctx)
    expect(await order()).toMatchObject({ refundedMinor: 0 })
    minutes += 0.5
    await sweep(ctx)
    expect(await order()).toMatchObject({ refundedMinor: 500 })
  })

  test('goes on where it was when the bank was away for hours', async () => {
    await sweepAMinuteLater()
    await refundAtBank(500)
    await bank().fault({ service: 'stripe', kind: 'down', count: 50 })
    await sweepAMinuteLater()
    await fetch(`${shop.sandbox.url}/_sandbox/faults`, { method: 'DELETE' })
    expect(await order()).toMatchObject({ refundedMinor: 0 })
    minutes += 600
    await sweep(ctx)
    expect(await order()).toMatchObject({ refundedMinor: 500 })
  })

  test('tries a change again that it could not follow', async () => {
    await sweepAMinuteLater()
    await refundAtBank(500)
    const broken = { ...ctx, gateway: { ...ctx.gateway, refundsOf: async () => null } }
    minutes += 1
    await sweep(broken)
    expect(await order()).toMatchObject({ refundedMinor: 0 })
    await sweepAMinuteLater()
    expect(await order()).toMatchObject({ refundedMinor: 500 })
  })
})
