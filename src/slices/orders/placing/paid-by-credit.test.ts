import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { transact } from '#platform/jobs/transact.ts'
import { assert } from '#platform/lib/assert.ts'
import { strikeWith } from '#platform/lib/fault-points.ts'
import { moneyInvariants } from '#proof/invariants/money-books.ts'
import { eventually } from '#proof/testing/eventually.ts'
import { keyFor } from '#proof/testing/key-for.ts'
import { openRestShop, type RestShop } from '#proof/testing/rest-shop.ts'
import { stockUp } from '#proof/testing/stock-up.ts'
import { grantStoreCredit } from '#slices/credit/grant-store-credit.ts'
import { balanceOf, brokenInvariants, testCard, testCustomer } from '#slices/credit/test-cards.ts'
import { noteRefundCameBack } from '#slices/orders/bank/note-bank-refund.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readRefund } from '#slices/payments/refund.ts'
import { payWith } from '#slices/pricing/means.ts'
import { placeOrder } from './place-order.ts'
import { gbp, placeOver, quoteOver, twoMugs } from './test-program.ts'

let shop: RestShop
let headers: Record<string, string>
beforeAll(async () => {
  shop = await openRestShop()
  await stockUp(shop.db, { sku: 'MUG', priceMinor: 1_000, units: { north: 1_000 } })
  headers = await keyFor(shop.db, '*')
})
afterAll(() => shop.close())
afterEach(async () => {
  expect(await brokenInvariants(shop.db)).toEqual([])
  for (const { number, count } of moneyInvariants) {
    const [row] = await shop.db.$client.unsafe(count)
    expect([number, Number(row?.count)]).toEqual([number, 0])
  }
})

/** Two mugs and their delivery. */
const TOTAL = 2_395
const place = (changes: object = {}, id = uuidv7()) => placeOver(shop, changes, id)
const quote = (changes: object = {}) => quoteOver(shop, changes)
const refund = (orderId: unknown, body: object) =>
  shop.send('POST', `/api/v1/admin/orders/${orderId}/refunds`, {
    body: { id: uuidv7(), reason: 'Customer asked', ...body },
    headers,
  })
const chargedFor = async (orderId: unknown) => {
  const [row] = await shop.db.$client`
    select captured_minor::int as taken, refunded_minor::int as back, credit_minor::int as credit, credit_refunded_minor::int as "creditBack", method
    from payments where order_id = ${String(orderId)}`
  return row
}
const paid = (...parts: [kind: string, amount: number][]) =>
  parts.map(([kind, amount]) => ({ kind, amount: gbp(amount) }))

test('a gift card pays what it has and the card the rest, in the quote as in the order', async () => {
  const card = await testCard(shop, 1_000)
  const paidWith = paid(['gift_card', 1_000], ['card', TOTAL - 1_000])
  const giftCards = [card.code.toLowerCase().replaceAll('-', ' ')]
  expect((await quote({ giftCards })).body).toMatchObject({ total: gbp(TOTAL), paidWith })
  expect(await balanceOf(shop.db, card.id)).toBe(1_000)
  const placed = await place({ giftCards, expectedTotal: gbp(TOTAL), expectedDue: gbp(TOTAL - 1_000) })
  expect(placed).toMatchObject({ status: 201, body: { status: 'confirmed', total: gbp(TOTAL), paidWith } })
  expect(await chargedFor(placed.body.id)).toMatchObject({ taken: TOTAL - 1_000, credit: 1_000 })
  expect(await balanceOf(shop.db, card.id)).toBe(0)
  expect((await place({ giftCards })).body).toMatchObject({
    code: 'code_unknown',
    detail: 'This gift card is used up.',
    errors: [{ path: 'giftCards' }],
  })
  const token = { authorization: `Bearer ${placed.body.trackingToken}` }
  const read = await shop.send('GET', `/api/v1/orders/${placed.body.id}`, { headers: token })
  expect(read.body).toMatchObject({ paidWith, total: gbp(TOTAL) })
})

test('cards that pay all of it need no bank, and the same request again is the same order', async () => {
  const [first, second] = [await testCard(shop, 2_000), await testCard(shop, 5_000)]
  const giftCards = [first.code, second.code, first.code]
  const [id, body] = [uuidv7(), { giftCards, payment: null }]
  const placed = await place(body, id)
  expect(placed.body).toMatchObject({
    status: 'confirmed',
    paidWith: paid(['gift_card', 2_000], ['gift_card', TOTAL - 2_000]),
  })
  expect(await chargedFor(id)).toMatchObject({ taken: 0, credit: TOTAL, method: 'none' })
  expect((await place(body, id)).body).toMatchObject({ id, status: 'confirmed' })
  expect([await balanceOf(shop.db, first.id), await balanceOf(shop.db, second.id)]).toEqual([
    0,
    5_000 - (TOTAL - 2_000),
  ])
})

test('money goes back to the card first and then to gift cards, whatever the steps', async () => {
  const [first, second] = [await testCard(shop, 600), await testCard(shop, 900)]
  const placed = await place({ giftCards: [first.code, second.code] })
  const { id } = placed.body
  const byCard = TOTAL - 1_500
  expect(await chargedFor(id)).toMatchObject({ taken: byCard, credit: 1_500 })
  expect((await refund(id, { amount: gbp(byCard - 100) })).body).toMatchObject({
    refunded: gbp(byCard - 100),
  })
  expect(await chargedFor(id)).toMatchObject({ back: byCard - 100, creditBack: 0 })
  expect((await refund(id, { amount: gbp(300) })).status).toBe(200)
  expect(await chargedFor(id)).toMatchObject({ back: byCard, creditBack: 200 })
  expect([await balanceOf(shop.db, first.id), await balanceOf(shop.db, second.id)]).toEqual([0, 200])
  expect((await refund(id, { amount: gbp(1_301) })).status).toBe(409)
  expect((await refund(id, { amount: gbp(1_300) })).body).toMatchObject({ refunded: gbp(TOTAL) })
  expect([await balanceOf(shop.db, first.id), await balanceOf(shop.db, second.id)]).toEqual([600, 900])
})

test('a refund whose part for the card comes back leaves the gift card what it got', async () => {
  const card = await testCard(shop, 1_000)
  const { id } = (await place({ giftCards: [card.code] })).body
  const refundId = uuidv7()
  const sent = await refund(id, { id: refundId, amount: gbp(TOTAL - 200) })
  expect(sent.body).toMatchObject({ refunded: gbp(TOTAL - 200) })
  const reversed = await readRefund(shop.db, refundId)
  assert(reversed, 'it was noted')
  const ctx = { ...withGateway(shop.ctx), actor: { kind: 'program' } as const }
  expect(await noteRefundCameBack(ctx, reversed)).toBe(true)
  expect(await noteRefundCameBack(ctx, reversed)).toBe(false)
  expect(await chargedFor(id)).toMatchObject({ back: 0, credit: 1_000, creditBack: 800 })
  expect(await balanceOf(shop.db, card.id)).toBe(800)
  const [row] = await shop.db
    .$client`select refunded_minor::int as back, money from orders where id = ${String(id)}`
  expect(row).toEqual({ back: 800, money: 'partially_refunded' })
})

test('a declined card gives a gift card back what it was to pay, and so does cancelling', async () => {
  const card = await testCard(shop, 1_000)
  const giftCards = [card.code]
  const declined = await place({ giftCards, payment: { method: 'pm_card_chargeDeclined' } })
  expect(declined.status).toBe(402)
  expect(await balanceOf(shop.db, card.id)).toBe(1_000)
  const placed = await place({ giftCards })
  const token = { authorization: `Bearer ${placed.body.trackingToken}` }
  await shop.send('POST', `/api/v1/orders/${placed.body.id}/cancel`, { headers: token })
  await eventually(async () => expect(await balanceOf(shop.db, card.id)).toBe(1_000))
  expect(await chargedFor(placed.body.id)).toMatchObject({ back: TOTAL - 1_000, creditBack: 1_000 })
})

test('an order that was given up for want of a bank holds the card again when it is tried again', async () => {
  const card = await testCard(shop, 1_000)
  const input = {
    ...twoMugs(),
    orderId: uuidv7(),
    giftCards: [card.code],
    shippingMethod: 'standard' as const,
    locale: 'en-GB',
  }
  const ctx = withGateway(shop.ctx)
  const away = {
    ...ctx,
    gateway: { ...ctx.gateway, charge: async () => ({ kind: 'unreachable' as const }) },
  }
  const guest = { customerId: null }
  for (const turn of [1, 2]) {
    expect([turn, (await placeOrder(away, input, guest)).kind]).toEqual([turn, 'payments_unavailable'])
    expect(await balanceOf(shop.db, card.id)).toBe(1_000)
  }
  expect((await placeOrder(ctx, input, guest)).kind).toBe('confirmed')
  expect(await balanceOf(shop.db, card.id)).toBe(0)
})

test('of ten orders at once with one gift card only as many get it as it has, and no card pays more than was shown', async () => {
  const card = await testCard(shop, 2 * TOTAL)
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => place({ giftCards: [card.code], payment: null })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
  expect(await balanceOf(shop.db, card.id)).toBe(0)
  const codes = new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))
  expect(
    [...codes].every(code => ['code_gone', 'code_unknown', 'validation_failed'].includes(String(code))),
  ).toBe(true)

  const other = await testCard(shop, 1_000)
  await place({ giftCards: [other.code], lines: [{ sku: 'MUG', quantity: 1 }] })
  const stale = await testCard(shop, 500)
  const changed = await place({ giftCards: [stale.code], expectedTotal: gbp(TOTAL), expectedDue: gbp(1_000) })
  expect(changed).toMatchObject({ status: 409, body: { code: 'price_changed' } })
  expect(await balanceOf(shop.db, stale.id)).toBe(500)
})

test('a card that was spent between the price and the order is named, and nothing is taken', async () => {
  const card = await testCard(shop, 1_000)
  let spent: Promise<unknown> | undefined
  strikeWith(async point => {
    if (point !== 'place.before-reserve' || spent) return
    spent = place({ giftCards: [card.code] })
    await spent
  })
  const { status, body } = await place({ giftCards: [card.code] })
  strikeWith(undefined)
  expect({ status, code: body.code }).toEqual({ status: 409, code: 'code_gone' })
  expect(body.detail).toBe(
    `The gift card that ends in ${card.code.slice(-4)} has less than a moment ago. Look at the sums again.`,
  )
})

test('a customer pays with their store credit when they say so, after gift cards', async () => {
  const customerId = await testCustomer(shop.db)
  await transact(shop.ctx, ({ tx }) =>
    grantStoreCredit(tx, { customerId, amount: gbp(700), because: 'a test', at: new Date() }),
  )
  const card = await testCard(shop, 1_000)
  const before = shop.sender.visitor
  shop.sender.visitor = { customerId, isStaff: false } as NonNullable<typeof before>
  const wish = { giftCards: [card.code], storeCredit: true }
  const paidWith = paid(['gift_card', 1_000], ['store_credit', 700], ['card', TOTAL - 1_700])
  expect((await quote(wish)).body).toMatchObject({ paidWith })
  expect((await quote()).body).toMatchObject({ paidWith: paid(['card', TOTAL]) })
  const placed = await place(wish)
  expect(placed.body).toMatchObject({ status: 'confirmed', paidWith })
  shop.sender.visitor = before
  expect((await quote({ storeCredit: true })).body).toMatchObject({ paidWith: paid(['card', TOTAL]) })
  await refund(placed.body.id, { amount: gbp(TOTAL - 1_000) })
  const [own] = await shop.db.$client`
    select balance_minor::int as balance from credit_accounts where customer_id = ${customerId}`
  expect(own?.balance).toBe(700)
})

test('what the card pays is nothing or at least the smallest charge, and the parts are the total', () => {
  const means = fc.array(
    fc.record({ accountId: fc.uuid(), balanceMinor: fc.integer({ min: 1, max: 5_000 }) }),
    { maxLength: 5 },
  )
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 12_000 }), means, (totalMinor, cards) => {
      const usable = cards.map(card => ({ ...card, kind: 'gift_card' as const, codeEnd: null }))
      const { parts, dueMinor } = payWith(totalMinor, usable, 30)
      const sum = parts.reduce((total, { amountMinor }) => total + amountMinor, 0)
      expect(sum + dueMinor).toBe(totalMinor)
      expect(dueMinor === 0 || dueMinor >= 30).toBe(true)
      for (const { accountId, amountMinor } of parts) {
        const balances = cards.filter(card => card.accountId === accountId)
        expect(amountMinor).toBeGreaterThan(0)
        expect(amountMinor).toBeLessThanOrEqual(Math.max(...balances.map(card => card.balanceMinor)))
      }
      const all = cards.reduce((total, { balanceMinor }) => total + balanceMinor, 0)
      if (all >= totalMinor) expect(dueMinor).toBe(0)
      else expect(dueMinor).toBe(Math.max(30, totalMinor - all))
    }),
    { numRuns: 1_000 },
  )
})
