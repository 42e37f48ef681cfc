import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { assert } from '#platform/lib/assert.ts'
import { env } from '#platform/lib/env.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { reservations, stockLevels } from '#slices/inventory/schema.ts'
import { carryOverOrders } from '#slices/orders/shop/carry-over-orders.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { payments } from '#slices/payments/schema.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readEvents, readOrder } from '../queries.ts'
import { orders } from '../schema.ts'
import { settleOrder } from '../settle-order.ts'
import { sweep } from '../sweep.ts'
import { placeOrder } from './place-order.ts'
import type { PlaceOrderInput } from './place-order-input.ts'

let shop: TestShop
let ctx: OrdersCtx
const guest = { customerId: null }

beforeAll(async () => {
  shop = await openTestShop()
  ctx = withGateway(shop.ctx)
})
afterAll(() => shop.close())

let serial = 0
let sku: string
let variantId: string
beforeEach(async () => {
  ;({ sku, variantId } = await stockUp(shop.db, {
    sku: `THING-${++serial}`,
    priceMinor: 1_250,
    units: { north: 50 },
  }))
})

const oneOf = (quantity = 1) => ({ lines: [{ sku, quantity }] })

async function reserved(): Promise<number> {
  const levels = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  return levels.reduce((sum, level) => sum + level.reserved, 0)
}

async function chargesOf(orderId: string) {
  return askSandbox(shop).charges(orderId)
}

const settledState = (orderId: string) =>
  eventually(async () => {
    const order = await readOrder(shop.db, orderId)
    expect(order?.state).not.toBe('reserved')
    return order?.state
  })

/** Waits only briefly for the provider, and then until the process has given up. */
async function placeImpatiently(input: PlaceOrderInput) {
  const gateway = stripeGateway(env().stripe, { chargeMs: 150, lookMs: 1_000 })
  const answer = await placeOrder({ ...ctx, gateway }, input, guest)
  expect(answer).toMatchObject({ kind: 'processing' })
}

/** Makes the order look this many seconds older. */
const age = (orderId: string, seconds: number) => ({
  ...ctx,
  now: () => new Date(Date.now() + seconds * 1_000),
  orderId,
})

describe('an order that goes well', () => {
  test('is confirmed, charged its total once, and announced by one job', async () => {
    const input = orderInput(oneOf(2))
    const answer = await placeOrder(ctx, input, guest)
    expect(answer.kind).toBe('confirmed')
    const order = await readOrder(shop.db, input.orderId)
    // 2 × £12.50 and £3.95 delivery, VAT inside.
    expect(order).toMatchObject({
      state: 'confirmed',
      money: 'paid',
      totalMinor: 2_895,
      subtotalMinor: 2_500,
      shippingMinor: 395,
      taxMinor: 483,
      taxIncluded: true,
      units: 2,
    })
    expect(await chargesOf(input.orderId)).toMatchObject([
      { amount: 2_895, currency: 'gbp', status: 'succeeded', refunded: 0 },
    ])
    expect(await reserved()).toBe(2)
    expect((await readEvents(shop.db, input.orderId)).map(event => event.type)).toEqual([
      'order.placed',
      'order.confirmed',
    ])
    const jobs = await shop.db.execute(
      sql`select name from pgboss.job where data ->> 'orderId' = ${input.orderId}`,
    )
    expect(jobs.map(job => job.name)).toEqual(['order.confirmed'])
  })

  test('takes the lines of the same SKU together', async () => {
    const input = orderInput({
      lines: [
        { sku, quantity: 1 },
        { sku, quantity: 2 },
      ],
    })
    const answer = await placeOrder(ctx, input, guest)
    expect(answer).toMatchObject({ kind: 'confirmed', order: { lines: [{ sku, quantity: 3 }] } })
  })
})

describe('the same id', () => {
  test('placed again later is the same order, charged once', async () => {
    const input = orderInput(oneOf())
    const first = await placeOrder(ctx, input, guest)
    const second = await placeOrder(ctx, input, guest)
    expect(second).toEqual({ ...first, replayed: true })
    expect(await chargesOf(input.orderId)).toHaveLength(1)
    expect(await reserved()).toBe(1)
  })

  test('placed twenty times at once is one order, charged once', async () => {
    const input = orderInput(oneOf())
    const answers = await Promise.all(Array.from({ length: 20 }, () => placeOrder(ctx, input, guest)))
    expect(answers.every(answer => answer.kind === 'confirmed' || answer.kind === 'processing')).toBe(true)
    expect(await settledState(input.orderId)).toBe('confirmed')
    expect(await chargesOf(input.orderId)).toHaveLength(1)
    expect(await reserved()).toBe(1)
  })

  test('with other input is refused and changes nothing', async () => {
    const input = orderInput(oneOf())
    await placeOrder(ctx, input, guest)
    await expect(placeOrder(ctx, { ...input, lines: [{ sku, quantity: 2 }] }, guest)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
    expect(await reserved()).toBe(1)
  })

  test('sent by somebody else tells them nothing', async () => {
    const input = orderInput(oneOf())
    await placeOrder(ctx, input, guest)
    await expect(
      placeOrder(ctx, input, { customerId: '0198c1b2-0000-7000-8000-000000000001' }),
    ).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  test('moves into the account when its visitor signs in', async () => {
    const people = ['visitor', 'customer'].map(name => ({
      id: uuidv7(),
      name,
      email: `${name}-${serial}@example.com`,
    }))
    await shop.db.insert(customers).values(people)
    const [visitorId, customerId] = people.map(person => person.id)
    assert(visitorId && customerId, 'there are two of them')
    const input = orderInput(oneOf())
    await placeOrder(ctx, input, { customerId: visitorId })
    await carryOverOrders(shop.db, visitorId, customerId)
    expect(await placeOrder(ctx, input, { customerId })).toMatchObject({ kind: 'confirmed', replayed: true })
    await expect(placeOrder(ctx, input, { customerId: visitorId })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })
})

describe('stock', () => {
  test('of 50 units is sold to exactly 50 of 200 buyers at once, and the others are told so', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => placeOrder(ctx, orderInput(oneOf()), guest)),
    )
    const kinds = Map.groupBy(answers, answer => answer.kind)
    const sold = (kinds.get('confirmed')?.length ?? 0) + (kinds.get('processing')?.length ?? 0)
    expect(sold).toBe(50)
    expect(kinds.get('out_of_stock')).toHaveLength(150)
    expect(await reserved()).toBe(50)
    const held = await shop.db.select().from(reservations).where(eq(reservations.variantId, variantId))
    expect(held).toHaveLength(50)
  })

  test('that is short refuses the whole order, says what is left and leaves no trace', async () => {
    const other = await stockUp(shop.db, { sku: `RARE-${serial}`, units: { north: 1, south: 1 } })
    const input = orderInput({
      lines: [
        { sku, quantity: 1 },
        { sku: other.sku, quantity: 3 },
      ],
    })
    const answer = await placeOrder(ctx, input, guest)
    expect(answer).toMatchObject({
      kind: 'out_of_stock',
      lines: [{ sku: other.sku, requested: 3, available: 2 }],
    })
    expect(await readOrder(shop.db, input.orderId)).toBeNull()
    expect(await reserved()).toBe(0)
  })

  test('in two warehouses fills one line from both when it must', async () => {
    const split = await stockUp(shop.db, { sku: `SPLIT-${serial}`, units: { north: 2, south: 3 } })
    const answer = await placeOrder(ctx, orderInput({ lines: [{ sku: split.sku, quantity: 5 }] }), guest)
    expect(answer.kind).toBe('confirmed')
    const held = await shop.db.select().from(reservations).where(eq(reservations.variantId, split.variantId))
    expect(held.map(row => row.quantity).sort()).toEqual([2, 3])
  })

  test('refused once may be ordered again under the same id when it is back', async () => {
    const input = orderInput(oneOf(51))
    expect((await placeOrder(ctx, input, guest)).kind).toBe('out_of_stock')
    await shop.db.update(stockLevels).set({ onHand: 60 }).where(eq(stockLevels.variantId, variantId))
    expect((await placeOrder(ctx, input, guest)).kind).toBe('confirmed')
  })
})

describe('the price', () => {
  test('that differs from what the buyer saw is answered with the new one, and nothing is taken', async () => {
    const input = orderInput({ ...oneOf(), expectedTotal: { amount: 1, currency: 'GBP' } })
    const answer = await placeOrder(ctx, input, guest)
    expect(answer).toMatchObject({
      kind: 'price_changed',
      quote: { total: { amount: 1_645, currency: 'GBP' } },
    })
    expect(await readOrder(shop.db, input.orderId)).toBeNull()
  })
})

describe('the card', () => {
  test('declined gives the stock back at once, and stays declined', async () => {
    const input = orderInput({ ...oneOf(), payment: { method: 'pm_card_chargeDeclinedInsufficientFunds' } })
    expect(await placeOrder(ctx, input, guest)).toMatchObject({
      kind: 'declined',
      code: 'insufficient_funds',
      replayed: false,
    })
    expect(await reserved()).toBe(0)
    expect(await placeOrder(ctx, input, guest)).toMatchObject({ kind: 'declined', replayed: true })
    expect(await chargesOf(input.orderId)).toHaveLength(0)
  })

  test.each([
    ['pm_card_chargeDeclined', 'card_declined'],
    ['pm_card_chargeDeclinedStolenCard', 'card_declined'],
    ['pm_card_chargeDeclinedLostCard', 'card_declined'],
    ['pm_card_chargeDeclinedFraudulent', 'card_declined'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error'],
  ])('%s is answered with %s', async (method, code) => {
    const input = orderInput({ ...oneOf(), payment: { method } })
    expect(await placeOrder(ctx, input, guest)).toMatchObject({ kind: 'declined', code })
    expect(await reserved()).toBe(0)
  })

  test('that the provider does not know ends the order and holds nothing', async () => {
    const input = orderInput({ ...oneOf(), payment: { method: 'pm_nobody_knows' } })
    expect(await placeOrder(ctx, input, guest)).toMatchObject({
      kind: 'declined',
      code: 'payment_method_unknown',
    })
    expect(await reserved()).toBe(0)
  })

  test('that wants 3-D Secure holds the stock until the bank has spoken', async () => {
    const input = orderInput({ ...oneOf(), payment: { method: 'pm_card_authenticationRequired' } })
    const answer = await placeOrder(ctx, input, guest)
    expect(answer).toMatchObject({
      kind: 'requires_action',
      nextAction: { clientSecret: expect.stringMatching(/^pi_/), url: expect.stringContaining('/3ds/') },
    })
    expect(await reserved()).toBe(1)
    await askSandbox(shop).approve3ds(answer)
    expect((await settleOrder(ctx, input.orderId)).state).toBe('confirmed')
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('whose 3-D Secure is refused declines the order', async () => {
    const input = orderInput({ ...oneOf(), payment: { method: 'pm_card_authenticationRequired' } })
    await askSandbox(shop).refuse3ds(await placeOrder(ctx, input, guest))
    expect(await settleOrder(ctx, input.orderId)).toMatchObject({
      state: 'declined',
      endReason: 'payment_intent_authentication_failure',
    })
    expect(await reserved()).toBe(0)
  })

  test('whose 3-D Secure is never answered loses the payment first and then the order', async () => {
    const input = orderInput({ ...oneOf(), payment: { method: 'pm_card_authenticationRequired' } })
    const answer = await placeOrder(ctx, input, guest)
    await sweep(age(input.orderId, 16 * 60))
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'expired', money: 'unpaid' })
    expect(await reserved()).toBe(0)
    await askSandbox(shop).approve3ds(answer)
    expect(await chargesOf(input.orderId)).toHaveLength(0)
  })

  test('expires even if the provider failed its cancellation once', async () => {
    const input = orderInput({ ...oneOf(), payment: { method: 'pm_card_authenticationRequired' } })
    await placeOrder(ctx, input, guest)
    const late = age(input.orderId, 16 * 60)
    const cancel = async (providerId: string) => {
      await askSandbox(shop).fault({ service: 'stripe', kind: 'error_500', count: 1 })
      return late.gateway.cancel(providerId)
    }
    await settleOrder({ ...late, gateway: { ...late.gateway, cancel } }, input.orderId)
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'reserved' })
    await settleOrder(late, input.orderId)
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'expired', money: 'unpaid' })
  })
})

describe('the provider', () => {
  test('that is slow is answered with processing, and the order settles by itself', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'latency', count: 1, ms: 1_200 })
    const input = orderInput(oneOf())
    expect(await placeOrder({ ...ctx, answerWithinMs: 100 }, input, guest)).toMatchObject({
      kind: 'processing',
    })
    expect(await settledState(input.orderId)).toBe('confirmed')
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('that charged and lost the answer is looked up, never charged again', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_after', count: 1 })
    const input = orderInput(oneOf())
    await placeImpatiently(input)
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'reserved' })
    await sweep(age(input.orderId, 31))
    expect(await settledState(input.orderId)).toBe('confirmed')
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('that never got the call is sent it again under the same key', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_before', count: 1 })
    const input = orderInput(oneOf())
    await placeImpatiently(input)
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'reserved' })
    await sweep(age(input.orderId, 31))
    expect(await settledState(input.orderId)).toBe('confirmed')
    const [payment] = await shop.db.select().from(payments).where(eq(payments.orderId, input.orderId))
    expect(payment).toMatchObject({ attempt: 1, status: 'succeeded' })
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('that may still be working on a lost call is asked, and not sent the charge again', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_before', count: 1 })
    const input = orderInput(oneOf())
    await placeImpatiently(input)
    const sent: string[] = []
    const listening: OrdersCtx = {
      ...ctx,
      gateway: {
        ...ctx.gateway,
        charge(request) {
          sent.push(request.orderId)
          return ctx.gateway.charge(request)
        },
      },
    }
    expect(await placeOrder(listening, input, guest)).toMatchObject({ kind: 'processing', replayed: true })
    expect(sent).toEqual([])
  })

  test('that is sent the same charge twice at once and again later takes the money once', async () => {
    const input = orderInput(oneOf())
    const sentTwice: OrdersCtx = {
      ...ctx,
      gateway: {
        ...ctx.gateway,
        async charge(request) {
          const [answer] = await Promise.all([ctx.gateway.charge(request), ctx.gateway.charge(request)])
          await ctx.gateway.charge(request)
          return answer
        },
      },
    }
    await placeOrder(sentTwice, input, guest)
    await settleOrder(ctx, input.orderId)
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'confirmed' })
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('that answers 500 is looked up and then asked under a new key', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'error_500', count: 1 })
    const input = orderInput(oneOf())
    await placeOrder(ctx, input, guest)
    expect(await settledState(input.orderId)).toBe('confirmed')
    const [payment] = await shop.db.select().from(payments).where(eq(payments.orderId, input.orderId))
    expect(payment).toMatchObject({ attempt: 2, status: 'succeeded' })
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('that cannot be reached keeps nothing, and the same id may be tried again', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'down', count: 1 })
    const input = orderInput(oneOf())
    expect(await placeOrder(ctx, input, guest)).toMatchObject({ kind: 'payments_unavailable' })
    expect(await reserved()).toBe(0)
    expect(await placeOrder(ctx, input, guest)).toMatchObject({
      kind: 'confirmed',
      order: { id: input.orderId },
    })
    expect(await reserved()).toBe(1)
    expect(await chargesOf(input.orderId)).toHaveLength(1)
  })

  test('that charged an order which had ended gives the money back, once', async () => {
    await askSandbox(shop).fault({ service: 'stripe', kind: 'latency', count: 1, ms: 1_500 })
    const input = orderInput(oneOf())
    await placeOrder({ ...ctx, answerWithinMs: 0 }, input, guest)
    // The bank has charged and answers slowly, and the order ends before that. The waiting request must lose its race.
    await eventually(async () => expect(await chargesOf(input.orderId)).toHaveLength(1))
    await shop.db.update(orders).set({ state: 'expired', version: 2 }).where(eq(orders.id, input.orderId))
    await eventually(async () => expect(await chargesOf(input.orderId)).toMatchObject([{ refunded: 1_645 }]))
    await settleOrder(ctx, input.orderId)
    expect(await chargesOf(input.orderId)).toMatchObject([{ refunded: 1_645 }])
    expect(await readOrder(shop.db, input.orderId)).toMatchObject({ state: 'expired', money: 'unpaid' })
  })
})
