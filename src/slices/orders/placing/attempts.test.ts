import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { customers } from '#platform/auth/schema.ts'
import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { askSandbox } from '#proof/testing/ask-sandbox.ts'
import { orderInput } from '#proof/testing/order-input.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { limitPerOrder } from '#slices/catalog/desk/limit-per-order.ts'
import { setOffer } from '#slices/inventory/waiting/set-offer.ts'
import { readToday } from '#slices/orders/desk/today-queries.ts'
import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { abandonOrder } from '../abandon-order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { settleOrder } from '../settle-order.ts'
import { attemptBounds, mostOfShelf } from './attempt-bounds.ts'
import { placeOrder } from './place-order.ts'
import type { PlaceOrderInput } from './place-order-input.ts'

let shop: TestShop
let ctx: OrdersCtx
const warned: unknown[] = []
beforeAll(async () => {
  vi.stubEnv('RATE_LIMITS', 'on')
  shop = await openTestShop()
  const log = {
    ...shop.ctx.log,
    info: () => {},
    error: () => {},
    warn: (facts: unknown) => void warned.push(facts),
  }
  ctx = withGateway({ ...shop.ctx, log: log as unknown as OrdersCtx['log'] })
  await stockUp(shop.db, { sku: 'THING', units: { north: 500 } })
})
afterAll(() => shop.close())

let people = 0
const somebody = () => `buyer-${++people}@example.com`
const guest = { customerId: null }
const from = (address: string): OrdersCtx => ({ ...ctx, address })

const words = (email: string, method: string): PlaceOrderInput =>
  orderInput({ email, lines: [{ sku: 'THING', quantity: 1 }], payment: { method } })
const place = (at: OrdersCtx, email: string, method = 'pm_card_visa') =>
  placeOrder(at, words(email, method), guest)
const bank = () => askSandbox(shop)
const settleAsTheWebhookDoes = (answer: PlaceOrderAnswer) =>
  'order' in answer ? settleOrder(ctx, answer.order.id) : Promise.reject(new Error(answer.kind))
const customer = async () => {
  const id = uuidv7()
  await shop.db
    .insert(customers)
    .values({ id, name: 'Visitor', email: `${id}@example.com`, isAnonymous: true })
  return id
}
const decline = (at: OrdersCtx, email: string) => place(at, email, 'pm_card_chargeDeclined')

test('what waits for stock unpaid counts like what is held', async () => {
  const { sku } = await stockUp(shop.db, { sku: 'LATER', units: { north: 0 } })
  const expectedOn = addDays(clockIn(SHOP_TIME_ZONE, new Date()).day, 9)
  await setOffer(ctx, { sku, expectedOn, most: 50, reason: 'More is ordered' })
  const email = somebody()
  const wait = (quantity: number) =>
    placeOrder(
      ctx,
      orderInput({
        email,
        lines: [{ sku, quantity }],
        payment: { method: 'pm_card_authenticationRequired' },
      }),
      guest,
    )
  expect((await wait(attemptBounds.alwaysUnits)).kind).toBe('requires_action')
  await expect(wait(1)).rejects.toBeInstanceOf(Refusal)
})

test('after many declines nothing is placed for a while, from any address, and then again', async () => {
  const email = somebody()
  for (let tried = 0; tried < attemptBounds.personAttempts; tried++)
    expect(await decline(from(`192.0.2.${tried}`), email)).toMatchObject({ kind: 'declined' })
  await expect(place(from('198.51.100.1'), email)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterSeconds: expect.any(Number),
    fields: [{ path: 'payment.method' }],
  })
  const later = {
    ...from('198.51.100.1'),
    now: () => new Date(Date.now() + attemptBounds.windowSeconds * 1_000 + 1_000),
  }
  expect(await place(later, email)).toMatchObject({ kind: 'confirmed' })
})

test('staff read about it', async () => {
  const before = (await readToday(shop.db, new Date())).closedDoors
  const email = somebody()
  for (let tried = 0; tried < attemptBounds.personAttempts; tried++)
    await decline(from(`192.0.2.${tried}`), email)
  expect(warned).toContainEqual(
    expect.objectContaining({ by: 'email', failed: attemptBounds.personAttempts }),
  )
  expect((await readToday(shop.db, new Date())).closedDoors).toBe(before + 1)
})

test('earlier orders are still answered, and their payments stand', async () => {
  const email = somebody()
  const standing = words(email, 'pm_card_visa')
  expect(await placeOrder(from('192.0.2.1'), standing, guest)).toMatchObject({ kind: 'confirmed' })
  const declined = words(email, 'pm_card_chargeDeclined')
  await placeOrder(from('192.0.2.1'), declined, guest)
  for (let tried = 1; tried < attemptBounds.personAttempts; tried++) await decline(from('192.0.2.1'), email)
  await expect(place(from('192.0.2.1'), email)).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await placeOrder(from('192.0.2.1'), standing, guest)).toMatchObject({
    kind: 'confirmed',
    replayed: true,
  })
  expect(await placeOrder(from('192.0.2.1'), declined, guest)).toMatchObject({
    kind: 'declined',
    replayed: true,
  })
  expect(await askSandbox(shop).charges(standing.orderId)).toMatchObject([
    { status: 'succeeded', refunded: 0 },
  ])
})

test('an address that is declined again and again under new names can place nothing', async () => {
  const tester = from('203.0.113.66')
  for (let tried = 0; tried < attemptBounds.networkAttempts; tried++) await decline(tester, somebody())
  await expect(place(tester, somebody())).rejects.toMatchObject({ code: 'rate_limited' })
  expect(await place(from('203.0.113.67'), somebody())).toMatchObject({ kind: 'confirmed' })
})

test('an address that mostly pays is an office, however many of it are declined', async () => {
  const office = from('203.0.113.5')
  for (let tried = 0; tried < attemptBounds.networkAttempts; tried++) {
    await place(office, somebody())
    await decline(office, somebody())
  }
  expect(await place(office, somebody())).toMatchObject({ kind: 'confirmed' })
})

test('a decline that comes after the answer counts as well', async () => {
  const email = somebody()
  const late: Promise<unknown>[] = []
  const slow: OrdersCtx = { ...from('192.0.2.9'), answerWithinMs: 0, goOn: work => void late.push(work) }
  for (let tried = 0; tried < attemptBounds.personAttempts; tried++)
    expect(await decline(slow, email)).toMatchObject({ kind: 'processing' })
  await Promise.all(late)
  await expect(place(slow, email)).rejects.toMatchObject({ code: 'rate_limited' })
})

describe('an attempt is counted as it begins and as it ends', () => {
  test('cards that are declined at the bank’s own page close the door, even if nobody asks for their result', async () => {
    const email = somebody()
    for (let tried = 0; tried < attemptBounds.personAttempts; tried++) {
      const answer = await place(from('192.0.2.20'), email, 'pm_card_threeDSecureRequiredChargeDeclined')
      await bank().approve3ds(answer)
      await settleAsTheWebhookDoes(answer)
    }
    await expect(place(from('198.51.100.20'), email)).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('sixty-four stolen cards at once from one address reach the bank no more often than the bound', async () => {
    const crowd = await Promise.allSettled(
      Array.from({ length: 64 }, () => decline(from('203.0.113.64'), somebody())),
    )
    const reached = crowd.filter(tried => tried.status === 'fulfilled')
    expect(reached.length).toBeLessThanOrEqual(attemptBounds.networkAttempts)
    expect(reached.length).toBeGreaterThan(0)
  })

  test('many orders at once for one email reach the bank no more often than the bound, from however many addresses', async () => {
    const email = somebody()
    const crowd = await Promise.allSettled(
      Array.from({ length: 30 }, (_, one) => decline(from(`203.0.113.${100 + one}`), email)),
    )
    expect(crowd.filter(tried => tried.status === 'fulfilled')).toHaveLength(attemptBounds.personAttempts)
  })

  test('paying takes the count back, so a paying buyer may go on', async () => {
    const email = somebody()
    for (let bought = 0; bought < attemptBounds.personAttempts * 2; bought++)
      expect(await place(from('192.0.2.21'), email)).toMatchObject({ kind: 'confirmed' })
    for (let tried = 0; tried < attemptBounds.personAttempts - 1; tried++)
      await decline(from('192.0.2.21'), email)
    expect(await place(from('192.0.2.21'), email)).toMatchObject({ kind: 'confirmed' })
  })

  test('an order for which the bank was not asked is not counted', async () => {
    const email = somebody()
    const away: OrdersCtx = {
      ...from('192.0.2.22'),
      gateway: { ...ctx.gateway, charge: async () => ({ kind: 'unreachable' }) },
    }
    for (let tried = 0; tried < attemptBounds.personAttempts + 1; tried++)
      expect(await place(away, email)).toMatchObject({ kind: 'payments_unavailable' })
    expect(await place(from('192.0.2.22'), email)).toMatchObject({ kind: 'confirmed' })
  })
})

describe('stock that nobody pays for', () => {
  const ASKS = 'pm_card_threeDSecureRequired'
  const hold = (
    at: OrdersCtx,
    email: string,
    lines: PlaceOrderInput['lines'],
    customerId: string | null = null,
  ) => placeOrder(at, orderInput({ email, lines, payment: { method: ASKS } }), { customerId })
  const heldOf = async (variantId: string) => {
    const [shelf] = await shop.db.$client`
      select coalesce(sum(reserved), 0)::int as held from stock_levels where variant_id = ${variantId}`
    return Number(shelf?.held)
  }

  test('cannot be all of it, in one order', async () => {
    const shelves = await Promise.all(
      Array.from({ length: 24 }, (_, one) => stockUp(shop.db, { sku: `ALL-${one}`, units: { north: 24 } })),
    )
    const everything = shelves.map(({ sku }) => ({ sku, quantity: 24 }))
    await expect(hold(from('203.0.113.1'), somebody(), everything)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'lines', message: expect.stringContaining('100 items') }],
    })
    for (const { variantId } of shelves) expect(await heldOf(variantId)).toBe(0)
  })

  test('is at most half of a shelf for one party, in one order or in several, and six of a small one', async () => {
    const large = await stockUp(shop.db, { sku: 'HALF', units: { north: 20, south: 20 } })
    const email = somebody()
    await expect(hold(from('203.0.113.2'), email, [{ sku: 'HALF', quantity: 21 }])).rejects.toMatchObject({
      fields: [{ path: 'lines.0.quantity', message: expect.stringContaining('20 or fewer') }],
    })
    await hold(from('203.0.113.2'), email, [{ sku: 'HALF', quantity: 15 }])
    await expect(hold(from('203.0.113.3'), email, [{ sku: 'HALF', quantity: 6 }])).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 30,
    })
    await hold(from('203.0.113.3'), email, [{ sku: 'HALF', quantity: 5 }])
    expect(await heldOf(large.variantId)).toBe(20)
    await stockUp(shop.db, { sku: 'SMALL', units: { north: 6 } })
    expect(await hold(from('203.0.113.4'), somebody(), [{ sku: 'SMALL', quantity: 6 }])).toMatchObject({
      kind: 'requires_action',
    })
  })

  test.each(['email', 'visitor', 'address'] as const)(
    'is bounded by %s, whatever else changes from order to order and however many come at once',
    async same => {
      const { variantId, sku } = await stockUp(shop.db, { sku: `BOUND-${same}`, units: { north: 2_000 } })
      const one = { email: somebody(), visitor: await customer(), address: '203.0.113.40' }
      const crowd = await Promise.allSettled(
        Array.from({ length: 40 }, async (_, turn) =>
          hold(
            from(same === 'address' ? one.address : `198.51.100.${turn}`),
            same === 'email' ? one.email : somebody(),
            [{ sku, quantity: 30 }],
            same === 'visitor' ? one.visitor : null,
          ),
        ),
      )
      const units = same === 'address' ? 300 : 100
      expect(await heldOf(variantId)).toBeLessThanOrEqual(units)
      expect(await heldOf(variantId)).toBeGreaterThanOrEqual(units - 30)
      for (const refused of crowd)
        if (refused.status === 'rejected') expect(refused.reason).toMatchObject({ code: 'rate_limited' })
    },
  )

  test('lasts five minutes while the bank asks, and its end cancels the payment there first', async () => {
    const { variantId, sku } = await stockUp(shop.db, { sku: 'FIVE', units: { north: 10 } })
    const input = orderInput({ email: somebody(), lines: [{ sku, quantity: 2 }], payment: { method: ASKS } })
    await placeOrder(from('203.0.113.7'), input, guest)
    const canceled: number[] = []
    const later = (minutes: number): OrdersCtx => ({
      ...ctx,
      now: () => new Date(Date.now() + minutes * 60_000),
      gateway: {
        ...ctx.gateway,
        async cancel(providerId) {
          canceled.push(await heldOf(variantId))
          return ctx.gateway.cancel(providerId)
        },
      },
    })
    expect((await settleOrder(later(4), input.orderId)).state).toBe('reserved')
    expect((await settleOrder(later(6), input.orderId)).state).toBe('expired')
    expect(canceled).toEqual([2])
    expect(await heldOf(variantId)).toBe(0)
  })

  test('that expires or is abandoned again and again closes the door, as a decline does', async () => {
    await stockUp(shop.db, { sku: 'AGAIN', units: { north: 100 } })
    const lines = [{ sku: 'AGAIN', quantity: 1 }]
    for (const end of ['expired', 'abandoned'] as const) {
      const email = somebody()
      for (let tried = 0; tried < attemptBounds.personAttempts; tried++) {
        const input = orderInput({ email, lines, payment: { method: ASKS } })
        await placeOrder(from('203.0.113.8'), input, guest)
        if (end === 'abandoned')
          await abandonOrder(ctx, input.orderId, {
            token: trackingTokenOf(input.orderId),
            customerId: null,
            isStaff: false,
          })
        else await settleOrder({ ...ctx, now: () => new Date(Date.now() + 301_000) }, input.orderId)
      }
      await expect(hold(from('203.0.113.9'), email, lines)).rejects.toMatchObject({ code: 'rate_limited' })
    }
  })

  test('does not keep an office at one address from paying, each their own', async () => {
    const { sku } = await stockUp(shop.db, { sku: 'OFFICE', units: { north: 200 } })
    const office = from('203.0.113.50')
    for (let crowd = 0; crowd < 4; crowd++) {
      const bought = await Promise.all(
        Array.from({ length: 15 }, () =>
          placeOrder(office, orderInput({ email: somebody(), lines: [{ sku, quantity: 2 }] }), guest),
        ),
      )
      for (const answer of bought) expect(answer).toMatchObject({ kind: 'confirmed' })
    }
  })
})

test('a crowd that means to pay gets everything there is, and no bound stops any of them', async () => {
  const { variantId, sku } = await stockUp(shop.db, { sku: 'CROWD', units: { north: 120, south: 80 } })
  // Three people at each address. The bank asks a third of them.
  const crowd = await Promise.allSettled(
    Array.from({ length: 240 }, async (_, one) => {
      const method = one % 3 === 0 ? 'pm_card_threeDSecureRequired' : 'pm_card_visa'
      const input = orderInput({ email: somebody(), lines: [{ sku, quantity: 1 }], payment: { method } })
      const answer = await placeOrder(from(`198.18.0.${one % 80}`), input, guest)
      if (answer.kind !== 'requires_action') return answer.kind
      await bank().approve3ds(answer)
      return (await settleOrder(ctx, input.orderId)).state
    }),
  )
  const results = crowd.map(one => (one.status === 'fulfilled' ? one.value : one.reason))
  expect(results.filter(word => word === 'confirmed')).toHaveLength(200)
  expect(results.filter(word => word === 'out_of_stock')).toHaveLength(40)
  const [left] = await shop.db.$client`
    select sum(on_hand - reserved)::int as free from stock_levels where variant_id = ${variantId}`
  expect(left?.free).toBe(0)
})

describe('the most of one SKU in an order', () => {
  test('is the shop’s for anything, and a variant’s own where it has one', async () => {
    await stockUp(shop.db, { sku: 'CEILING', units: { north: 500 } })
    const { variantId, sku } = await stockUp(shop.db, { sku: 'RARE', units: { north: 500 } })
    const buy = (of: string, quantity: number) =>
      placeOrder(ctx, orderInput({ email: somebody(), lines: [{ sku: of, quantity }] }), guest)
    await expect(buy('CEILING', 101)).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ path: 'lines.0.quantity', message: 'Order 100 or fewer of Thing CEILING' }],
    })
    expect(await buy('CEILING', 100)).toMatchObject({ kind: 'confirmed' })
    await limitPerOrder(shop.ctx, { variantId, maxPerOrder: 2 })
    await expect(buy(sku, 3)).rejects.toMatchObject({ code: 'validation_failed' })
    // Naming the SKU twice does not get round it.
    await expect(
      placeOrder(
        ctx,
        orderInput({
          email: somebody(),
          lines: [
            { sku, quantity: 2 },
            { sku, quantity: 1 },
          ],
        }),
        guest,
      ),
    ).rejects.toMatchObject({ code: 'validation_failed' })
    expect(await buy(sku, 2)).toMatchObject({ kind: 'confirmed' })
  })
})

test('a party’s open attempts are the orders it holds, whatever happens to them', async () => {
  const rows = await shop.db.$client<{ wrong: number }[]>`
    select count(*)::int as wrong from (
      select party, order_id from order_attempts cross join unnest(open) as o(order_id)
      except select party, order_id from payments cross join unnest(parties) as p(party) where status in ('initiated', 'requires_action')
    ) more`
  expect(rows[0]?.wrong).toBe(0)
  const missing = await shop.db.$client<{ wrong: number }[]>`
    select count(*)::int as wrong from (
      select party, order_id from payments cross join unnest(parties) as p(party)
      except select party, order_id from order_attempts cross join unnest(open) as o(order_id)
    ) less`
  expect(missing[0]?.wrong).toBe(0)
})

test('half of a shelf is never more than the shelf, except for the six that anybody may buy', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), onHand => {
      expect(mostOfShelf(onHand)).toBeGreaterThanOrEqual(attemptBounds.alwaysUnits)
      if (onHand > 12) expect(mostOfShelf(onHand)).toBeLessThanOrEqual(onHand / 2)
    }),
  )
})
