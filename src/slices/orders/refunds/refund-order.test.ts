import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { env } from '#platform/lib/env.ts'
import { checkInvariants } from '#proof/invariants/check-invariants.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { takeIn } from '#slices/fulfillment/take-in.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { stockLevels } from '#slices/inventory/schema.ts'
import { refundableOf } from '#slices/orders/desk/order.ts'
import { ada, staffCaller } from '#slices/orders/desk/test-orders.ts'
import { orderStatus } from '#slices/orders/shop/shopper-queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { refunds } from '#slices/payments/schema.ts'
import { stripeGateway } from '#slices/payments/stripe-gateway.ts'
import { cancelOrder } from '../cancel-order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readEvents, readLines, readOrder } from '../queries.ts'
import { sweep } from '../sweep.ts'
import type { RefundOf, RefundOrderInput } from './refund-input.ts'
import { refundOrder } from './refund-order.ts'

let shop: TestShop
let ctx: OrdersCtx
beforeAll(async () => {
  shop = await openTestShop()
  ctx = withGateway(shop.ctx)
})
afterAll(() => shop.close())

/** Two cups at £12.50 from two shelves, a jug at £20.00, delivery £3.95: £48.95. */
let orderId: string
let cup: { id: string; variantId: string }
let jug: { id: string; variantId: string }
let serial = 0
beforeEach(async () => {
  serial += 1
  await stockUp(shop.db, { sku: `CUP-${serial}`, priceMinor: 1_250, units: { north: 1, south: 1 } })
  await stockUp(shop.db, { sku: `JUG-${serial}`, priceMinor: 2_000, units: { north: 5 } })
  const order = await confirmedOrder(shop, {
    lines: [
      { sku: `CUP-${serial}`, quantity: 2 },
      { sku: `JUG-${serial}`, quantity: 1 },
    ],
  })
  orderId = order.id
  const [first, second] = await readLines(shop.db, orderId)
  if (!first || !second) throw new Error('the order has two lines')
  ;[cup, jug] = [first, second]
})
afterEach(async () => {
  const checked = await checkInvariants(shop.db, ctx.gateway)
  expect(checked.filter(({ violations }) => violations > 0)).toEqual([])
})

const ship = () => takeIn(shop.ctx, { orderId, to: 'shipped', at: new Date() })
const ask = (of: RefundOf, changes: Partial<RefundOrderInput> = {}): RefundOrderInput => ({
  refundId: uuidv7(),
  orderId,
  reason: 'arrived broken',
  of,
  ...changes,
})
const lines = (...chosen: { lineId: string; quantity: number; restock?: boolean }[]): RefundOf => ({
  kind: 'lines',
  lines: chosen.map(line => ({ restock: false, ...line })),
  shipping: false,
})
const sum = (amountMinor: number): RefundOf => ({ kind: 'amount', amountMinor })
const later = (seconds: number): OrdersCtx => ({ ...ctx, now: () => new Date(Date.now() + seconds * 1_000) })
/** Stops waiting for the provider after a moment. The fault holds the connection much longer. */
const impatient = (): OrdersCtx => ({
  ...ctx,
  gateway: stripeGateway(env().stripe, { chargeMs: 150, lookMs: 1_000 }),
})

async function onHand({ variantId }: { variantId: string }) {
  const levels = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, variantId))
  return levels.reduce((units, level) => units + level.onHand, 0)
}
const returnedRows = async ({ id }: { id: string }) =>
  (await shop.db.select().from(stockMovements).where(eq(stockMovements.orderLineId, id)))
    .filter(row => row.reason === 'returned')
    .map(({ quantity, refundId }) => ({ quantity, refundId }))
const refundedAtBank = async () => (await askSandbox(shop).charges(orderId)).map(charge => charge.refunded)
const eventsOf = async (type: string) =>
  (await readEvents(shop.db, orderId)).filter(event => event.type === type)
const order = () => readOrder(shop.db, orderId)
const refundsOf = () => shop.db.select().from(refunds).where(eq(refunds.orderId, orderId))

describe('a part of an order', () => {
  test('is given back by its lines, and its returned units are sold again', async () => {
    await ship()
    const asked = ask(lines({ lineId: cup.id, quantity: 2, restock: true }, { lineId: jug.id, quantity: 1 }))
    const { refund } = await refundOrder(ctx, asked)
    expect(refund).toMatchObject({ status: 'succeeded', amountMinor: 4_500 })
    expect(await order()).toMatchObject({
      money: 'partially_refunded',
      refundedMinor: 4_500,
      state: 'confirmed',
      delivery: 'shipped',
    })
    expect(await refundedAtBank()).toEqual([4_500])
    expect([await onHand(cup), await onHand(jug)]).toEqual([2, 4])
    // The cups came from two shelves, and each went back to its own.
    expect(await returnedRows(cup)).toEqual([
      { quantity: 1, refundId: asked.refundId },
      { quantity: 1, refundId: asked.refundId },
    ])
    const [refunded] = await eventsOf('order.refunded')
    expect(refunded?.data).toEqual({
      refundId: asked.refundId,
      amountMinor: 4_500,
      reason: 'arrived broken',
      lines: expect.arrayContaining([
        { lineId: cup.id, quantity: 2, amountMinor: 2_500, restocked: true },
        { lineId: jug.id, quantity: 1, amountMinor: 2_000, restocked: false },
      ]),
    })
  })

  test('that comes home bit by bit goes back to the shelves that it left, each its own', async () => {
    await ship()
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1, restock: true })))
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1, restock: true })))
    const levels = await shop.db.select().from(stockLevels).where(eq(stockLevels.variantId, cup.variantId))
    expect(levels.map(level => level.onHand)).toEqual([1, 1])
  })

  test('is given back with the delivery, once', async () => {
    await ship()
    const shipping: RefundOf = { kind: 'lines', lines: [], shipping: true }
    await refundOrder(ctx, ask(shipping))
    expect(await order()).toMatchObject({ refundedMinor: 395 })
    await expect(refundOrder(ctx, ask(shipping))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is given back as a sum, and no further than to the last penny', async () => {
    await ship()
    await refundOrder(ctx, ask(sum(1_000)))
    await expect(refundOrder(ctx, ask(sum(3_896)))).rejects.toMatchObject({ code: 'conflict' })
    await refundOrder(ctx, ask(sum(3_895)))
    expect(await order()).toMatchObject({ money: 'refunded', refundedMinor: 4_895 })
    expect(await refundedAtBank()).toEqual([4_895])
    await expect(refundOrder(ctx, ask(sum(1)))).rejects.toMatchObject({ code: 'conflict' })
  })

  test('never is more units than were bought', async () => {
    await ship()
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1 })))
    await expect(refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 2 })))).rejects.toMatchObject({
      message: expect.stringContaining('only 1'),
    })
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1 })))
    expect(await order()).toMatchObject({ refundedMinor: 2_500 })
  })

  test('before the parcel left is money only: everything is still sent', async () => {
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1 })))
    expect(await order()).toMatchObject({ state: 'confirmed', delivery: 'unfulfilled', refundedMinor: 1_250 })
    const early = ask(lines({ lineId: cup.id, quantity: 1, restock: true }))
    await expect(refundOrder(ctx, early)).rejects.toMatchObject({
      message: expect.stringContaining('has not left'),
    })
    await ship()
    expect([await onHand(cup), await onHand(jug)]).toEqual([0, 4])
  })

  test('is refused if its sum differs from the one shown', async () => {
    await ship()
    const shown = ask(lines({ lineId: cup.id, quantity: 1 }), { expectedMinor: 1_200 })
    await expect(refundOrder(ctx, shown)).rejects.toMatchObject({
      message: expect.stringContaining('changed in the meantime'),
    })
    expect(await refundsOf()).toEqual([])
  })

  test('of all of an unsent order is refused if its sum differs from the one shown', async () => {
    const shown = ask({ kind: 'rest' }, { expectedMinor: 4_000 })
    await expect(refundOrder(ctx, shown)).rejects.toMatchObject({ code: 'conflict' })
    expect(await order()).toMatchObject({ state: 'confirmed', money: 'paid' })
  })

  test('before a cancellation leaves the rest to it', async () => {
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1 })))
    await refundOrder(ctx, ask({ kind: 'rest' }))
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded' })
    expect(await refundedAtBank()).toEqual([4_895])
    expect([await onHand(cup), await onHand(jug)]).toEqual([2, 5])
    const [, rest] = await eventsOf('order.refunded')
    expect(rest?.data).toMatchObject({
      amountMinor: 3_645,
      shippingMinor: 395,
      lines: expect.arrayContaining([expect.objectContaining({ lineId: cup.id, quantity: 1 })]),
    })
  })
})

describe('when every unit is back on the shelf', () => {
  test('the parcel is returned, and an order on its way is completed with it', async () => {
    await ship()
    await refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 2, restock: true })))
    expect(await order()).toMatchObject({ delivery: 'shipped' })
    await refundOrder(ctx, ask(lines({ lineId: jug.id, quantity: 1, restock: true })))
    expect(await order()).toMatchObject({ delivery: 'returned', state: 'completed', refundedMinor: 4_500 })
    expect([await onHand(cup), await onHand(jug)]).toEqual([2, 5])
    await takeIn(shop.ctx, { orderId, to: 'delivered', at: new Date() })
    expect(await order()).toMatchObject({ delivery: 'returned', state: 'completed' })
  })

  test('a delivered order is returned, and stays completed', async () => {
    await takeIn(shop.ctx, { orderId, to: 'delivered', at: new Date() })
    const all = lines(
      { lineId: cup.id, quantity: 2, restock: true },
      { lineId: jug.id, quantity: 1, restock: true },
    )
    await refundOrder(ctx, ask({ ...all, shipping: true } as RefundOf))
    expect(await order()).toMatchObject({ delivery: 'returned', state: 'completed', money: 'refunded' })
    expect(await eventsOf('order.completed')).toHaveLength(1)
  })
})

describe('the same refund', () => {
  test('asked for many times at once is one refund, and its goods come back once', async () => {
    await ship()
    const asked = ask(lines({ lineId: cup.id, quantity: 1, restock: true }))
    const answers = await Promise.all(Array.from({ length: 5 }, () => refundOrder(ctx, asked)))
    expect(new Set(answers.map(answer => answer.refund?.id))).toEqual(new Set([asked.refundId]))
    await refundOrder(ctx, asked)
    await sweep(later(31))
    expect(await order()).toMatchObject({ refundedMinor: 1_250 })
    expect(await refundedAtBank()).toEqual([1_250])
    expect(await returnedRows(cup)).toEqual([{ quantity: 1, refundId: asked.refundId }])
  })

  test('with other input is refused', async () => {
    await ship()
    const asked = ask(sum(500))
    await refundOrder(ctx, asked)
    for (const other of [{ of: sum(501) }, { reason: 'another' }, { of: { kind: 'rest' } as RefundOf }])
      await expect(refundOrder(ctx, { ...asked, ...other })).rejects.toMatchObject({
        code: 'idempotency_key_reused',
      })
    expect(await refundedAtBank()).toEqual([500])
  })

  test('asked for another order is refused', async () => {
    await ship()
    const asked = ask(sum(500))
    await refundOrder(ctx, asked)
    const other = await confirmedOrder(shop)
    await takeIn(shop.ctx, { orderId: other.id, to: 'shipped', at: new Date() })
    await expect(refundOrder(ctx, { ...asked, orderId: other.id })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })

  test('that cancelled an order is answered again, and with other input refused', async () => {
    const asked = ask({ kind: 'rest' })
    const [first, second] = [await refundOrder(ctx, asked), await refundOrder(ctx, asked)]
    expect(second.refund?.id).toBe(first.refund?.id)
    expect(second.order.state).toBe('cancelled')
    await expect(refundOrder(ctx, { ...asked, reason: 'another' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
  })
})

test('a cancellation under the id of another refund is refused, since the money would stay', async () => {
  const part = ask(sum(500))
  await refundOrder(ctx, part)
  const refund = { id: part.refundId, inputHash: 'of something else' }
  await expect(cancelOrder(ctx, { orderId, reason: 'late', refund })).rejects.toMatchObject({
    code: 'idempotency_key_reused',
  })
  expect(await order()).toMatchObject({ state: 'confirmed', refundedMinor: 500 })
})

describe('at once', () => {
  test('one id used for the rest and for a part is one of the two, and never leaves a cancelled order that keeps money', async () => {
    const asked = ask({ kind: 'rest' })
    const part = { ...asked, of: lines({ lineId: cup.id, quantity: 1 }) }
    const both = await Promise.allSettled([refundOrder(ctx, part), refundOrder(ctx, asked)])
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const { state, refundedMinor } = (await order()) ?? {}
    expect([
      { state: 'confirmed', refundedMinor: 1_250 },
      { state: 'cancelled', refundedMinor: 4_895 },
    ]).toContainEqual({ state, refundedMinor })
  })

  test('two refunds give back no more than was taken', async () => {
    await ship()
    const both = await Promise.allSettled([3_000, 3_001].map(minor => refundOrder(ctx, ask(sum(minor)))))
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    const total = (await order())?.refundedMinor ?? 0
    expect([3_000, 3_001]).toContain(total)
    expect(await refundedAtBank()).toEqual([total])
  })

  test('two people who refund the last unit refund it once', async () => {
    await ship()
    const both = await Promise.allSettled(
      [1, 2].map(() => refundOrder(ctx, ask(lines({ lineId: jug.id, quantity: 1, restock: true })))),
    )
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refundedAtBank()).toEqual([2_000])
    expect(await onHand(jug)).toBe(5)
  })

  test('refunds that fit together all go through, and each brings its unit back', async () => {
    await ship()
    const each = [cup, cup, jug].map(({ id }) => lines({ lineId: id, quantity: 1, restock: true }))
    const done = await Promise.allSettled(each.map(of => refundOrder(ctx, ask(of))))
    expect(done.map(result => result.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
    expect(await order()).toMatchObject({ refundedMinor: 4_500, delivery: 'returned' })
    expect([await onHand(cup), await onHand(jug)]).toEqual([2, 5])
  })

  test('refunds and a cancellation give back everything once', async () => {
    const asked = [
      ...[500, 600, 700].map(minor => refundOrder(ctx, ask(sum(minor)))),
      cancelOrder(ctx, { orderId, reason: 'changed my mind' }),
    ]
    const done = await Promise.allSettled(asked)
    expect(done.at(-1)?.status).toBe('fulfilled')
    await sweep(later(31))
    expect(await order()).toMatchObject({ state: 'cancelled', money: 'refunded', refundedMinor: 4_895 })
    expect(await refundedAtBank()).toEqual([4_895])
    expect([await onHand(cup), await onHand(jug)]).toEqual([2, 5])
  })

  test('a refund and the parcel leaving the house do not undo each other', async () => {
    await Promise.all([ship(), refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1 })))])
    expect(await order()).toMatchObject({ delivery: 'shipped', refundedMinor: 1_250 })
    expect([await onHand(cup), await onHand(jug)]).toEqual([0, 4])
  })
})

describe('cut short', () => {
  const restocking = () => ask(lines({ lineId: cup.id, quantity: 2, restock: true }))

  async function expectGivenBackOnce() {
    expect(await order()).toMatchObject({ money: 'partially_refunded', refundedMinor: 2_500 })
    expect(await refundedAtBank()).toEqual([2_500])
    expect(await onHand(cup)).toBe(2)
    expect(await eventsOf('order.refunded')).toHaveLength(1)
  }

  test('before the provider was asked, it is carried on by the sweeper', async () => {
    await ship()
    const dying = { ...ctx, gateway: { ...ctx.gateway, refund: () => Promise.reject(new Error('killed')) } }
    await expect(refundOrder(dying, restocking())).rejects.toThrow('killed')
    expect(await onHand(cup)).toBe(0)
    await sweep(later(31))
    await sweep(later(31))
    await expectGivenBackOnce()
  })

  test('after the provider had given it back, it is looked up and not sent again', async () => {
    await ship()
    const dying: OrdersCtx = {
      ...ctx,
      gateway: {
        ...ctx.gateway,
        async refund(request) {
          await ctx.gateway.refund(request)
          throw new Error('killed')
        },
      },
    }
    await expect(refundOrder(dying, restocking())).rejects.toThrow('killed')
    await sweep(later(31))
    await expectGivenBackOnce()
  })

  test.each(['timeout_after', 'timeout_before', 'error_500', 'down'])(
    'by a provider with %s, the same request again or the sweeper ends it',
    async kind => {
      await ship()
      await askSandbox(shop).fault({ service: 'stripe', kind, count: 1 })
      const asked = restocking()
      await refundOrder(impatient(), asked)
      await refundOrder(ctx, asked)
      await sweep(later(31))
      await expectGivenBackOnce()
    },
  )

  test('while it is under way its units and its money are not given a second time', async () => {
    await ship()
    await askSandbox(shop).fault({ service: 'stripe', kind: 'timeout_before', count: 1 })
    const { refund } = await refundOrder(impatient(), restocking())
    expect(refund?.status).toBe('requested')
    await expect(refundOrder(ctx, ask(lines({ lineId: cup.id, quantity: 1 })))).rejects.toThrow(/only 0/)
    await expect(refundOrder(ctx, ask(sum(2_396)))).rejects.toThrow(/more than is left/)
    await sweep(later(31))
    await expectGivenBackOnce()
  })
})

describe('that the provider refuses', () => {
  const refusing = (): OrdersCtx => ({
    ...ctx,
    gateway: {
      ...ctx.gateway,
      refund: () => Promise.resolve({ kind: 'refused' as const, code: 'charge_disputed' }),
    },
  })

  test('a person must look, nothing came back, and its units can be refunded again', async () => {
    await ship()
    const asked = ask(lines({ lineId: jug.id, quantity: 1, restock: true }))
    const { refund } = await refundOrder(refusing(), asked)
    expect(refund?.status).toBe('failed')
    expect(await order()).toMatchObject({
      needsReview: expect.stringMatching(/the bank refused to give back £20\.00 \(charge disputed\)/),
      money: 'paid',
    })
    expect(await onHand(jug)).toBe(4)
    await refundOrder(ctx, ask(lines({ lineId: jug.id, quantity: 1, restock: true })))
    expect(await order()).toMatchObject({ refundedMinor: 2_000 })
    expect(await onHand(jug)).toBe(5)
  })

  test('its delivery can be refunded again', async () => {
    const shipping: RefundOf = { kind: 'lines', lines: [], shipping: true }
    await refundOrder(refusing(), ask(shipping))
    await refundOrder(ctx, ask(shipping))
    expect(await order()).toMatchObject({ refundedMinor: 395 })
  })

  test('each of many at once is put before a person', async () => {
    await ship()
    const minors = [100, 200, 300, 400, 500, 600, 700, 800]
    const all = await Promise.allSettled(minors.map(minor => refundOrder(refusing(), ask(sum(minor)))))
    expect(all.map(result => result.status)).toEqual(minors.map(() => 'fulfilled'))
    expect((await refundsOf()).map(({ status }) => status)).toEqual(minors.map(() => 'failed'))
    expect(await eventsOf('order.put_under_review')).toHaveLength(minors.length)
  })
})

describe('at the desk', () => {
  test('staff see the state of the refund and its lines', async () => {
    await ship()
    const desk = staffCaller(shop, ada)
    const asked = ask(lines({ lineId: cup.id, quantity: 1, restock: true }), { expectedMinor: 1_250 })
    expect(await desk.refund(asked)).toEqual({
      state: 'confirmed',
      money: 'partially_refunded',
      refund: 'succeeded',
      amountMinor: 1_250,
    })
    const answer = await desk.order({ orderId })
    expect(answer.refunds).toMatchObject([
      {
        amountMinor: 1_250,
        shippingMinor: 0,
        lines: [{ lineId: cup.id, quantity: 1, amountMinor: 1_250, restock: true }],
      },
    ])
    expect(answer.refunds[0]).not.toHaveProperty('inputHash')
    expect(refundableOf(answer)).toMatchObject({
      leftMinor: 3_645,
      lines: [{ refundedUnits: 1 }, { refundedUnits: 0 }],
    })
    expect(answer.events.at(-1)?.actor).toContain('Ada')
  })

  test('a refund that says nothing, too much or twice the same line is refused unread', async () => {
    const desk = staffCaller(shop, ada)
    const twice = lines({ lineId: cup.id, quantity: 1 }, { lineId: cup.id, quantity: 1 })
    for (const wanted of [sum(0), sum(-5), sum(1.5), lines({ lineId: cup.id, quantity: 0 }), twice])
      await expect(desk.refund(ask(wanted))).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(desk.refund(ask(sum(5), { refundId: 'mine' }))).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect(await refundsOf()).toEqual([])
  })

  test('the shopper sees each sum that came back, and when', async () => {
    await ship()
    await refundOrder(ctx, ask(sum(500)))
    await refundOrder(ctx, ask(lines({ lineId: jug.id, quantity: 1 })))
    const status = await orderStatus(shop.db, orderId, { customerId: null, isStaff: true }, new Date())
    expect(status?.refunds.map(({ amount }) => amount)).toEqual([
      { amount: 500, currency: 'GBP' },
      { amount: 2_000, currency: 'GBP' },
    ])
  })
})
