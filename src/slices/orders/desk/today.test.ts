import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { disputes, payments } from '#slices/payments/schema.ts'
import { ada, confirmed, makeOrder, staffCaller } from './test-orders.ts'
import type { Today } from './today.ts'

let shop: TestShop
/** Noon in London in summer: the day began at 23:00 UTC. */
const noon = new Date('2026-07-01T11:00:00Z')
const todayAt = (now: Date): Promise<Today> => staffCaller(shop, ada, () => now).today()

beforeAll(async () => {
  shop = await openTestShop()
  const declined = (code: string) => ({
    type: 'order.declined' as const,
    data: { paymentId: uuidv7(), code },
  })
  await makeOrder(shop, { at: new Date('2026-06-30T23:00:00Z'), totalMinor: 5000, events: [confirmed(5000)] })
  await makeOrder(shop, { at: new Date('2026-07-01T09:30:00Z'), totalMinor: 1000, events: [confirmed(1000)] })
  await makeOrder(shop, { at: new Date('2026-07-01T10:00:00Z'), events: [declined('card_declined')] })
  await makeOrder(shop, { at: new Date('2026-07-01T10:01:00Z'), events: [declined('card_declined')] })
  await makeOrder(shop, {
    at: new Date('2026-07-01T10:02:00Z'),
    events: [{ type: 'order.expired', data: { reason: 'payment_never_came' } }],
  })
  await makeOrder(shop, { at: new Date('2026-07-01T10:59:30Z') })
  await makeOrder(shop, { at: new Date('2026-07-01T10:50:00Z') })
  await makeOrder(shop, { at: new Date('2026-06-30T22:59:00Z'), totalMinor: 700, events: [confirmed(700)] })
  await makeOrder(shop, {
    at: new Date('2026-06-30T08:00:00Z'),
    totalMinor: 300,
    events: [confirmed(300), { type: 'order.put_under_review', data: { reason: 'look' } }],
  })
})
afterAll(() => shop.close())

test('the day begins at midnight in London', async () => {
  expect((await todayAt(noon)).today).toMatchObject({
    placed: 7,
    confirmed: 2,
    revenueMinor: 6000,
    declined: 2,
    expired: 1,
  })
})

test('yesterday is counted up to the same time of day', async () => {
  expect((await todayAt(noon)).yesterday).toMatchObject({ placed: 1, confirmed: 1, revenueMinor: 300 })
})

test('failures come with their reasons, most frequent first', async () => {
  expect((await todayAt(noon)).failures).toEqual([
    { reason: 'card_declined', count: 2 },
    { reason: 'payment_never_came', count: 1 },
  ])
})

test('every hour of the day and every day of a fortnight has its figures, empty ones too', async () => {
  const { hours, days } = await todayAt(noon)
  expect(hours).toHaveLength(24)
  expect(hours[0]).toEqual({ startsAt: new Date('2026-06-30T23:00:00Z'), orders: 1, revenueMinor: 5000 })
  expect(hours[1]?.orders).toBe(0)
  expect(days).toHaveLength(14)
  expect(days.at(-1)).toEqual({ startsAt: new Date('2026-06-30T23:00:00Z'), orders: 2, revenueMinor: 6000 })
  expect(days.at(-2)).toMatchObject({ orders: 2, revenueMinor: 1000 })
})

test('the days on which clocks change have 23 and 25 hours', async () => {
  expect((await todayAt(new Date('2026-03-29T12:00:00Z'))).hours).toHaveLength(23)
  expect((await todayAt(new Date('2026-10-25T12:00:00Z'))).hours).toHaveLength(25)
})

test('orders and jobs that need a person are counted', async () => {
  const { review, unsettled, deadLetters } = await todayAt(noon)
  expect({ review, unsettled, deadLetters }).toEqual({ review: 1, unsettled: 1, deadLetters: [] })
})

test('a dispute that is lost is told as money that went, on the day on which it was lost', async () => {
  const lostAt = new Date('2026-07-01T10:30:00Z')
  const { id: orderId } = await makeOrder(shop, { at: new Date('2026-06-01T09:00:00Z') })
  const paymentId = uuidv7()
  const of = { orderId, amountMinor: 1_250, currency: 'GBP' }
  await shop.db.insert(payments).values({ ...of, id: paymentId, method: 'pm_1' })
  const values = (['lost', 'lost', 'won', 'needs_response'] as const).map((state, index) => ({
    ...of,
    id: uuidv7(),
    providerId: `du_${index}`,
    paymentId,
    reason: 'fraudulent',
    state,
    openedAt: lostAt,
    updatedAt: lostAt,
  }))
  await shop.db.insert(disputes).values(values)
  expect((await todayAt(noon)).today).toMatchObject({ lostMinor: 2_500 })
  expect((await todayAt(noon)).yesterday).toMatchObject({ lostMinor: 0 })
  const tomorrow = new Date('2026-07-02T11:00:00Z')
  expect((await todayAt(tomorrow)).yesterday).toMatchObject({ lostMinor: 2_500 })
})
