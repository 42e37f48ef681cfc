import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { env, SANDBOX_STRIPE_WEBHOOK_SECRET } from '#platform/lib/env.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { addToCart } from '#slices/cart/add-to-cart.ts'
import { readCart } from '#slices/cart/queries.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { reservations, stockLevels } from '#slices/inventory/schema.ts'
import { receivePaymentWebhook } from '#slices/orders/bank/webhook.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import { openOrder, orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refunds, webhookEvents } from '#slices/payments/schema.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import { abandonOrder } from '../abandon-order.ts'
import { cancelOrder } from '../cancel-order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readEvents, readOrder } from '../queries.ts'
import { orderEvents } from '../schema.ts'
import { sweep } from '../sweep.ts'
import { placeOrder } from './place-order.ts'
import type { PlaceOrderInput } from './place-order-input.ts'

let shop: TestShop
let ctx: OrdersCtx
beforeAll(async () => {
  shop = await openTestShop()
  ctx = withGateway(shop.ctx)
})
afterAll(() => shop.close())

let serial = 0
let sku: string
let variantId: string
beforeEach(async () => {
  ;({ sku, variantId } = await stockUp(shop.db, { sku: `AFTER-${++serial}`, units: { north: 10 } }))
})

async function place(changes: Partial<PlaceOrderInput> = {}) {
  const input = orderInput({ lines: [{ sku, quantity: 2 }], ...changes })
  const answer = await placeOrder(ctx, input, { customerId: null })
  return { orderId: input.orderId, answer }
}

async function shelf() {
  const [level] = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  return { onHand: level?.onHand, reserved: level?.reserved }
}

const refundedAtBank = async (orderId: string) =>
  (await askSandbox(shop).charges(orderId)).map(charge => charge.refunded)
const eventsOf = async (orderId: string) => (await readEvents(shop.db, orderId)).map(event => event.type)
/** Stops waiting for the provider after a moment. The fault holds the connection much longer. */
const impatient = (): OrdersCtx => ({
  ...ctx,
  gateway: stripeGateway(env().stripe, { chargeMs: 150, lookMs: 1_000 }),
})
const later = (seconds: number): OrdersCtx => ({ ...ctx, now: () => new Date(Date.now() + seconds * 1_000) })

describe('cancelling', () => {
  test('a confirmed order gives back stock and money once, however often it is cancelled', async () => {
    const { orderId } = await place()
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, () => cancelOrder(ctx, { orderId, reason: 'changed my mind' })),
    )
    expect(asked.every(result => result.status === 'fulfilled')).toBe(true)
    expect(await readOrder(shop.db, orderId)).toMatchObject({
      state: 'cancelled',
      money: 'refunded',
      refundedMinor: 2_395,
      endReason: 'changed my mind',
    })
    expect(await shelf()).toEqual({ onHand: 10, reserved: 0 })
    expect(await refundedAtBank(orderId)).toEqual([2_395])
    expect(await eventsOf(orderId)).toEqual([
      'order.placed',
      'order.confirmed',
      'order.cancelled',
      'order.refunded',
    ])
  })

  test('an order that waits for 3-D Secure cancels its payment first', async () => {
    const { orderId, answer } = await place({ payment: { method: 'pm_card_authenticationRequired' } })
    await cancelOrder(ctx, { orderId, reason: 'changed my mind' })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'cancelled', money: 'unpaid' })
    expect(await shelf()).toEqual({ onHand: 10, reserved: 0 })
    await askSandbox(shop).approve3ds(answer)
    expect(await askSandbox(shop).charges(orderId)).toEqual([])
  })

  test('a shipped order is refused, with a way out', async () => {
    const { orderId } = await place()
    await moveDelivery(ctx, { orderId, to: 'shipped' })
    await expect(cancelOrder(ctx, { orderId, reason: 'late' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Refund'),
    })
  })
})

describe('giving up at the bank', () => {
  const key = (orderId: string) => ({ token: trackingTokenOf(orderId), customerId: null, isStaff: false })

  test('frees the stock for the next try', async () => {
    const { orderId, answer } = await place({ payment: { method: 'pm_card_authenticationRequired' } })
    expect(await abandonOrder(ctx, orderId, key(orderId))).toMatchObject({ kind: 'ended' })
    expect(await shelf()).toEqual({ onHand: 10, reserved: 0 })
    await askSandbox(shop).approve3ds(answer)
    expect(await askSandbox(shop).charges(orderId)).toEqual([])
  })

  test('after the bank had said yes changes nothing: the order is confirmed', async () => {
    const { orderId, answer } = await place({ payment: { method: 'pm_card_authenticationRequired' } })
    await askSandbox(shop).approve3ds(answer)
    expect(await abandonOrder(ctx, orderId, key(orderId))).toMatchObject({ kind: 'confirmed' })
    expect(await refundedAtBank(orderId)).toEqual([0])
  })

  test('needs the key to the order', async () => {
    const { orderId } = await place({ payment: { method: 'pm_card_authenticationRequired' } })
    const nobody = { customerId: null, isStaff: false }
    await expect(abandonOrder(ctx, orderId, nobody)).rejects.toMatchObject({ code: 'not_found' })
    expect(await shelf()).toEqual({ onHand: 10, reserved: 2 })
  })
})

describe('the cart', () => {
  test('loses the bought lines, keeps the rest, and keeps all of it after a decline', async () => {
    const customerId = uuidv7()
    await shop.db
      .insert(customers)
      .values({ id: customerId, name: 'Ana', email: `${customerId}@example.com` })
    const other = await stockUp(shop.db, { sku: `OTHER-${serial}` })
    await addToCart(shop.ctx, { sku, quantity: 2, customerId })
    await addToCart(shop.ctx, { sku: other.sku, quantity: 1, customerId })
    const skus = async () => (await readCart(shop.db, customerId)).lines.map(line => line.sku).sort()
    const declined = orderInput({
      lines: [{ sku, quantity: 2 }],
      payment: { method: 'pm_card_chargeDeclined' },
    })
    await placeOrder(ctx, declined, { customerId })
    expect(await skus()).toEqual([sku, other.sku].sort())
    await placeOrder(ctx, orderInput({ lines: [{ sku, quantity: 2 }] }), { customerId })
    expect(await skus()).toEqual([other.sku])
  })
})

describe('refunding', () => {
  const rest = (orderId: string, reason: string) =>
    refundOrder(ctx, { refundId: uuidv7(), orderId, reason, of: { kind: 'rest' } })

  test('an order that is still here cancels it, so that its stock comes back', async () => {
    const { orderId } = await place()
    await rest(orderId, 'damaged in store')
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'cancelled', money: 'refunded' })
    expect(await shelf()).toEqual({ onHand: 10, reserved: 0 })
  })

  test('a shipped order gives back the money only, and a second time is refused', async () => {
    const { orderId } = await place()
    await moveDelivery(ctx, { orderId, to: 'shipped' })
    const both = await Promise.allSettled([rest(orderId, 'broken'), rest(orderId, 'broken')])
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await readOrder(shop.db, orderId)).toMatchObject({
      state: 'confirmed',
      money: 'refunded',
      delivery: 'shipped',
    })
    expect(await refundedAtBank(orderId)).toEqual([2_395])
    expect(await shelf()).toEqual({ onHand: 8, reserved: 0 })
  })

  test('an order that was never paid is refused', async () => {
    const { orderId } = await place({ payment: { method: 'pm_card_chargeDeclined' } })
    await expect(rest(orderId, 'why not')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('whose answer is lost is looked up by the sweeper and given back once', async () => {
    const { orderId } = await place()
    await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_after', count: 1 })
    await cancelOrder(impatient(), { orderId, reason: 'lost answer' })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'cancelled', money: 'paid' })
    await sweep(later(31))
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'cancelled', money: 'refunded' })
    expect(await refundedAtBank(orderId)).toEqual([2_395])
  })

  test('that the provider answers with 500 goes through under a new key', async () => {
    const { orderId } = await place()
    await askSandbox(shop).fault({ service: 'stripe', kind: 'error_500', count: 1 })
    await cancelOrder(ctx, { orderId, reason: 'broken provider' })
    await sweep(later(31))
    expect(await refundedAtBank(orderId)).toEqual([2_395])
    const [refund] = await shop.db.select().from(refunds).where(eq(refunds.orderId, orderId))
    expect(refund).toMatchObject({ status: 'succeeded', attempt: 2 })
  })
})

describe('delivery', () => {
  test('ships the reserved units with one ledger row each, completes on arrival, and repeats nothing', async () => {
    const { orderId } = await place()
    for (const to of [
      'picking',
      'packed',
      'shipped',
      'shipped',
      'picking',
      'delivered',
      'delivered',
    ] as const) {
      await moveDelivery(ctx, { orderId, to, carrier: 'Royal Parcel', trackingNumber: 'RP123' })
    }
    expect(await readOrder(shop.db, orderId)).toMatchObject({
      state: 'completed',
      delivery: 'delivered',
      trackingNumber: 'RP123',
    })
    expect(await shelf()).toEqual({ onHand: 8, reserved: 0 })
    const ledger = await shop.db.select().from(stockMovements).where(eq(stockMovements.variantId, variantId))
    expect(ledger.map(row => row.quantity)).toEqual([10, -2])
    expect(
      (await shop.db.select().from(reservations).where(eq(reservations.orderId, orderId))).map(
        row => row.state,
      ),
    ).toEqual(['consumed'])
    expect(await eventsOf(orderId)).toEqual([
      'order.placed',
      'order.confirmed',
      'order.picking',
      'order.packed',
      'order.shipped',
      'order.delivered',
      'order.completed',
    ])
  })

  test('that arrives before we hear that it left is shipped and delivered', async () => {
    const { orderId } = await place()
    await moveDelivery(ctx, { orderId, to: 'delivered' })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'completed', delivery: 'delivered' })
    expect(await shelf()).toEqual({ onHand: 8, reserved: 0 })
  })

  test('of a cancelled order moves nothing', async () => {
    const { orderId } = await place()
    await cancelOrder(ctx, { orderId, reason: 'changed my mind' })
    expect(await moveDelivery(ctx, { orderId, to: 'shipped' })).toMatchObject({
      state: 'cancelled',
      delivery: 'unfulfilled',
    })
    expect(await shelf()).toEqual({ onHand: 10, reserved: 0 })
  })
})

describe('the webhook of the card network', () => {
  const stripe = new Stripe('sk_test_sandbox')
  const event = (id: string, orderId: string) =>
    JSON.stringify({
      id,
      object: 'event',
      type: 'payment_intent.succeeded',
      data: { object: { object: 'payment_intent', metadata: { order_id: orderId } } },
    })
  const signed = (
    rawBody: string,
    at = Math.floor(Date.now() / 1_000),
    secret = SANDBOX_STRIPE_WEBHOOK_SECRET,
  ) => ({
    rawBody,
    signature: stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp: at }),
  })

  async function chargedButUnknown() {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_after', count: 1 })
    const input = orderInput({ lines: [{ sku, quantity: 1 }] })
    expect(await placeOrder(impatient(), input, { customerId: null })).toMatchObject({ kind: 'processing' })
    return input.orderId
  }

  test('that comes before our answer confirms the order, and coming twice changes nothing', async () => {
    const orderId = await chargedButUnknown()
    const request = signed(event(`evt_${serial}_a`, orderId))
    expect(
      await Promise.all([receivePaymentWebhook(shop.ctx, request), receivePaymentWebhook(shop.ctx, request)]),
    ).toEqual([expect.objectContaining({ status: 200 }), expect.objectContaining({ status: 200 })])
    expect(await receivePaymentWebhook(shop.ctx, request)).toEqual({
      status: 200,
      sentence: 'Known already.',
    })
    expect(await eventsOf(orderId)).toEqual(['order.placed', 'order.confirmed'])
    const [confirmed] = await shop.db
      .select()
      .from(orderEvents)
      .where(eq(orderEvents.type, 'order.confirmed'))
    expect(confirmed).toBeDefined()
  })

  test('that lies about a payment is not believed: the provider is asked', async () => {
    const { orderId } = await place({ payment: { method: 'pm_card_authenticationRequired' } })
    expect(await receivePaymentWebhook(shop.ctx, signed(event(`evt_${serial}_b`, orderId)))).toMatchObject({
      status: 200,
    })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'reserved', money: 'requires_action' })
  })

  test.each([
    ['forged', (body: string) => signed(body, undefined, 'whsec_somebody_elses')],
    ['unsigned', (body: string) => ({ rawBody: body, signature: null })],
    ['an hour ahead', (body: string) => signed(body, Math.floor(Date.now() / 1_000) + 3_600)],
    ['older than five minutes', (body: string) => signed(body, Math.floor(Date.now() / 1_000) - 301)],
    [
      'changed on the way',
      (body: string) => ({ ...signed(body), rawBody: body.replace('succeeded', 'canceled') }),
    ],
  ])('that is %s is refused and leaves nothing', async (wrong, request) => {
    const id = `evt_${serial}_${wrong}`
    const orderId = await chargedButUnknown()
    expect(await receivePaymentWebhook(shop.ctx, request(event(id, orderId)))).toMatchObject({ status: 400 })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'reserved' })
    expect(await shop.db.select().from(webhookEvents).where(eq(webhookEvents.id, id))).toEqual([])
  })

  test.each([
    ['null', 'null'],
    ['a text', '"evt_1"'],
    ['a list', '[]'],
    ['nothing but an id', '{"id":"evt_1"}'],
    ['an event about nothing', '{"id":"evt_1","type":"charge.refunded","data":{}}'],
    ['an event about null', '{"id":"evt_1","type":"charge.refunded","data":{"object":null}}'],
    ['an event about a text', '{"id":"evt_1","type":"charge.refunded","data":{"object":"ch_1"}}'],
    ['an event without a kind', '{"id":"evt_1","data":{"object":{}}}'],
    ['an id of another kind', '{"id":7,"type":"charge.refunded","data":{"object":{}}}'],
    ['an endless id', `{"id":"evt_${'1'.repeat(9_000)}","type":"x","data":{"object":{}}}`],
    ['a NUL in it', '{"id":"evt_1","type":"x","data":{"object":{"note":"\\u0000"}}}'],
    ['half a letter in it', '{"id":"evt_1","type":"x","data":{"object":{"note":"\\ud800"}}}'],
    [
      'too many levels',
      `{"id":"evt_1","type":"x","data":{"object":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}}`,
    ],
    ['no JSON', '{"id":'],
  ])('that is signed and yet %s is refused with 400', async (_, body) => {
    expect(await receivePaymentWebhook(shop.ctx, signed(body))).toMatchObject({ status: 400 })
    expect(await shop.db.select().from(webhookEvents).where(eq(webhookEvents.id, 'evt_1'))).toEqual([])
  })

  test.each([
    ['no metadata', {}],
    ['metadata that is no object', { metadata: 'order' }],
    ['an order id that is no text', { metadata: { order_id: ['x'] } }],
  ])('about %s is kept and otherwise left alone', async (_, object) => {
    const id = `evt_${crypto.randomUUID()}`
    const body = JSON.stringify({ id, type: 'charge.updated', data: { object } })
    expect(await receivePaymentWebhook(shop.ctx, signed(body))).toMatchObject({ status: 200 })
  })

  test('that cannot be processed is answered with 500 and processed when it comes again', async () => {
    const orderId = await chargedButUnknown()
    const request = signed(event(`evt_${serial}_c`, orderId))
    const failing = {
      ...shop.ctx,
      jobs: { ...shop.ctx.jobs, send: () => Promise.reject(new Error('the database is away')) },
    }
    expect(await receivePaymentWebhook(failing, request)).toMatchObject({ status: 500 })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'reserved' })
    expect(await receivePaymentWebhook(shop.ctx, request)).toMatchObject({
      status: 200,
      sentence: 'Processed.',
    })
    expect(await readOrder(shop.db, orderId)).toMatchObject({ state: 'confirmed' })
  })
})

describe('an order', () => {
  test('is opened by its token, its owner and staff, and by nobody else', async () => {
    const { orderId } = await place()
    const nobody = { customerId: null, isStaff: false }
    expect(await openOrder(shop.db, orderId, nobody)).toBeNull()
    expect(
      await openOrder(shop.db, orderId, {
        ...nobody,
        token: trackingTokenOf('0198c1b2-0000-7000-8000-000000000001'),
      }),
    ).toBeNull()
    expect(await openOrder(shop.db, orderId, { ...nobody, token: trackingTokenOf(orderId) })).not.toBeNull()
    expect(await openOrder(shop.db, orderId, { ...nobody, isStaff: true })).not.toBeNull()
    expect(
      await orderStatus(shop.db, orderId, { ...nobody, token: trackingTokenOf(orderId) }, new Date()),
    ).toMatchObject({ card: { brand: 'visa', last4: '4242' }, isGuest: true, invoiceReady: false })
  })

  test('keeps its history: the database refuses to change or delete an event, a ledger row or an input hash', async () => {
    const { orderId } = await place()
    await expect(
      shop.db.$client`update order_events set actor = 'nobody' where order_id = ${orderId}`,
    ).rejects.toThrow(/append-only/)
    await expect(shop.db.$client`delete from order_events where order_id = ${orderId}`).rejects.toThrow(
      /append-only/,
    )
    await expect(
      shop.db.$client`delete from stock_movements where variant_id = ${variantId}`,
    ).rejects.toThrow(/append-only/)
    await expect(
      shop.db.$client`update orders set input_hash = 'other' where id = ${orderId}`,
    ).rejects.toThrow(/what it was placed with/)
    await expect(
      shop.db.$client`update stock_levels set reserved = on_hand + 1 where variant_id = ${variantId}`,
    ).rejects.toThrow(/never_oversold/)
  })

  test('whose payment at the provider is over another amount goes to a person and is not confirmed', async () => {
    const input = orderInput({ lines: [{ sku, quantity: 1 }] })
    const lying: OrdersCtx = {
      ...ctx,
      gateway: {
        ...ctx.gateway,
        async charge(request) {
          const answer = await ctx.gateway.charge(request)
          return answer.kind === 'payment'
            ? { kind: 'payment', payment: { ...answer.payment, amount: { amount: 1, currency: 'GBP' } } }
            : answer
        },
      },
    }
    expect(await placeOrder(lying, input, { customerId: null })).toMatchObject({ kind: 'processing' })
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({
      state: 'reserved',
      needsReview: expect.stringContaining('1 GBP'),
    })
  })
})
