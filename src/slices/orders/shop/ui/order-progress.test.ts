import { expect, test } from 'vitest'
import { formatMoney } from '#platform/ui/format.ts'
import type { OrderEventType } from '#slices/orders/events.ts'
import type { OrderStatus, ShopperParcel } from '../order-answers.ts'
import { isTimeToThank, orderNews } from './order-news.ts'
import { orderSteps } from './order-steps.ts'
import { parcelsHeading, parcelWords } from './parcel-words.ts'
import { lookAgainMs } from './status-pace.ts'

const pounds = (amount: number) => ({ amount, currency: 'GBP' })

function orderAt(types: OrderEventType[], facts: Partial<OrderStatus> = {}): OrderStatus {
  return {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    number: 'O-2K7F-9QXM',
    state: 'confirmed',
    email: 'ana@example.com',
    total: pounds(8400),
    paidWith: [{ kind: 'card', codeEnd: null, amount: pounds(8400) }],
    billing: null,
    lines: [],
    trackingToken: 't',
    placedAt: new Date('2026-12-04T09:00:00Z'),
    money: 'paid',
    exception: null,
    delivery: 'unfulfilled',
    shippingAddress: {
      name: 'Ana Ng',
      line1: '1 High Street',
      city: 'Leeds',
      postalCode: 'LS1 1AA',
      country: 'GB',
    },
    shippingMethod: 'standard',
    regionName: null,
    shippingMethodName: 'Standard',
    arrival: { earliest: '2026-12-08', latest: '2026-12-10' },
    arrivalStanding: 'as_promised',
    lateBecause: null,
    subtotal: pounds(8400),
    shipping: pounds(0),
    tax: pounds(1400),
    discounts: [],
    taxes: [],
    taxName: 'VAT',
    taxIncluded: true,
    refunded: pounds(0),
    refunds: [],
    moneyHeld: null,
    card: { brand: 'visa', last4: '4242' },
    recall: null,
    carrier: null,
    trackingNumber: null,
    carrierUrl: null,
    parcels: [],
    nextAction: null,
    endReason: null,
    invoiceReady: true,
    timeline: types.map((type, index) => ({ type, at: new Date(Date.UTC(2026, 11, 4, 9, index)) })),
    isGuest: true,
    mayChange: false,
    ...facts,
  }
}

const titles = (order: OrderStatus) => orderSteps(order).map(({ title, state }) => `${state}: ${title}`)

test('a confirmed order shows done steps with their time and later steps without one', () => {
  const order = orderAt(['order.placed', 'order.confirmed'])
  expect(titles(order)).toEqual([
    'done: Order placed',
    'done: Payment received',
    'current: Being packed',
    'future: Handed to Royal Parcel',
    'future: Delivered',
  ])
  expect(orderSteps(order).map(step => step.time)).toEqual([
    '4 Dec 2026, 09:00',
    '4 Dec 2026, 09:01',
    undefined,
    undefined,
    undefined,
  ])
})

test('a step that was skipped on the way counts as done', () => {
  const order = orderAt(['order.placed', 'order.confirmed', 'order.shipped'], {
    delivery: 'shipped',
    carrier: 'Swift Courier',
  })
  expect(titles(order)).toEqual([
    'done: Order placed',
    'done: Payment received',
    'done: Packed',
    'done: Handed to Swift Courier',
    'current: On its way',
  ])
})

const parcel = (id: string, state: ShopperParcel['state']): ShopperParcel => ({
  id,
  state,
  carrier: null,
  trackingNumber: null,
  carrierUrl: null,
  promise: null,
  lines: [],
  insteadOf: null,
  wentTo: null,
})
const parcelsAt = (...states: ShopperParcel['state'][]) =>
  states.map((state, index) => parcel(`parcel-${index + 1}`, state))
const planned = ['order.placed', 'order.confirmed', 'order.parcels_planned'] as const

test('an order in two parcels is partly on its way until the last of them has left', () => {
  const types: OrderEventType[] = [...planned, 'order.picking', 'order.packed', 'order.parcel_shipped']
  const order = orderAt(types, { delivery: 'partly_shipped', parcels: parcelsAt('shipped', 'planned') })
  expect(titles(order)).toEqual([
    'done: Order placed',
    'done: Payment received',
    'done: First parcel packed',
    'current: Partly on its way',
    'future: All parcels delivered',
  ])
  expect(orderNews(order)).toMatchObject({
    headline: 'Arrives Tue 8 – Thu 10 Dec',
    sentence: 'A part of your order is on its way. The rest follows from another warehouse.',
  })
  const left = orderAt([...types, 'order.shipped'], {
    delivery: 'shipped',
    parcels: parcelsAt('shipped', 'shipped'),
  })
  expect(titles(left).slice(2)).toEqual([
    'done: First parcel packed',
    'done: All parcels handed over',
    'current: On its way',
  ])
  expect(orderNews(left).sentence).toBe('Both parcels are on their way.')
})

test('the current step of an order in two parcels never goes back, even when nobody reports a step', () => {
  // A warehouse that was not heard of reports only the delivery, and then the timeline has neither the packing nor the leaving.
  const unheard: OrderEventType[] = [...planned, 'order.parcel_delivered']
  const road: OrderStatus[] = [
    orderAt([...planned], { parcels: parcelsAt('planned', 'planned') }),
    orderAt([...planned], { delivery: 'partly_shipped', parcels: parcelsAt('shipped', 'planned') }),
    orderAt(unheard, { delivery: 'partly_shipped', parcels: parcelsAt('delivered', 'packed') }),
    orderAt(unheard, { delivery: 'shipped', parcels: parcelsAt('delivered', 'shipped') }),
    orderAt([...unheard, 'order.delivered'], {
      state: 'completed',
      delivery: 'delivered',
      parcels: parcelsAt('delivered', 'delivered'),
    }),
  ]
  const current = (order: OrderStatus) => orderSteps(order).find(({ state }) => state === 'current')?.title
  expect(road.map(current)).toEqual([
    'Being packed',
    'Partly on its way',
    'Partly on its way',
    'Partly delivered',
    undefined,
  ])
  expect(road.map(order => orderSteps(order).filter(({ state }) => state === 'done').length)).toEqual([
    2, 3, 3, 4, 5,
  ])
  expect(road.slice(2).map(order => orderNews(order).sentence)).toEqual([
    'A part of your order has arrived. The rest follows from another warehouse.',
    'A part of your order has arrived, and the rest is on its way.',
    expect.stringMatching(/^Your last parcel arrived on 4 Dec 2026, 09:04\. /),
  ])
})

test('the parcels of an order that is sent in several have a heading and a state each', () => {
  const order = orderAt([...planned], { parcels: parcelsAt('shipped', 'picking') })
  expect(parcelsHeading(order)).toBe('Your order comes in 2 parcels')
  expect(parcelsHeading({ ...order, parcels: parcelsAt('delivered', 'delivered') })).toBe(
    'Your order came in 2 parcels',
  )
  expect(parcelsHeading({ ...order, state: 'cancelled' })).toBeNull()
  expect(parcelsHeading(orderAt(['order.placed', 'order.confirmed']))).toBeNull()
  expect(parcelWords({ state: 'shipped', carrier: 'Royal Parcel' }).words).toBe(
    'On its way with Royal Parcel',
  )
  expect(parcelWords({ state: 'shipped', carrier: null }).words).toBe('On its way')
})

test('parcels that are overdue are called late, and the sentence says which day is over', () => {
  const order = orderAt([...planned, 'order.shipped'], {
    delivery: 'shipped',
    arrivalStanding: 'overdue',
    parcels: parcelsAt('delivered', 'shipped'),
  })
  expect(orderNews(order)).toMatchObject({
    headline: 'Your order is late',
    sentence:
      'A part of your order has arrived, and the rest is on its way. The last parcel was due Tue 8 – Thu 10 Dec. Write to us and we find out where it is.',
  })
})

test('while the payment is open nothing says paid, and nothing says failed', () => {
  const order = orderAt(['order.placed'], { state: 'reserved', money: 'unpaid' })
  expect(orderNews(order)).toMatchObject({
    headline: 'Payment is being confirmed',
    tone: 'info',
    waiting: true,
  })
  expect(titles(order)[1]).toBe('current: Payment being confirmed')
})

test('the bank’s question comes before the payment', () => {
  const order = orderAt(['order.placed'], {
    state: 'reserved',
    nextAction: { clientSecret: 's', url: 'http://bank.example' },
  })
  expect(orderNews(order).headline).toBe('Your bank wants to confirm it’s you')
})

test('a declined order says so first, then that nothing was charged, and shows no later steps', () => {
  const order = orderAt(['order.placed', 'order.declined'], {
    state: 'declined',
    money: 'unpaid',
    endReason: 'insufficient_funds',
  })
  expect(orderNews(order)).toMatchObject({
    headline: 'Your payment did not go through',
    sentence: 'Not enough funds on this card. Try a different card. You have not been charged.',
  })
  expect(titles(order)).toEqual(['done: Order placed', 'problem: Payment declined'])
})

test('a cancelled order that was paid says where the money went', () => {
  const order = orderAt(['order.placed', 'order.confirmed', 'order.cancelled', 'order.refunded'], {
    state: 'cancelled',
    money: 'refunded',
    refunds: [{ amount: pounds(8400), at: new Date('2026-12-04T09:03:00Z') }],
  })
  expect(orderNews(order).sentence).toBe(
    '£84.00 was sent back to Visa ····4242 on 4 Dec 2026, 09:03. Banks take 3–5 working days to show it.',
  )
  expect(titles(order).slice(2)).toEqual(['problem: Cancelled', 'done: Money sent back'])
})

test('a cancelled order whose money is under way does not say that nothing was charged', () => {
  const order = orderAt(['order.placed', 'order.confirmed', 'order.cancelled'], { state: 'cancelled' })
  expect(orderNews(order).sentence).toContain('Your money is on its way back to Visa ····4242')
})

test('a cancelled order says where each sum is', () => {
  const cancelled = orderAt(['order.placed', 'order.confirmed', 'order.cancelled'], {
    state: 'cancelled',
    money: 'partially_refunded',
    refunded: { amount: 500, currency: 'GBP' },
    refunds: [{ amount: { amount: 500, currency: 'GBP' }, at: new Date('2026-11-22T10:00:00Z') }],
  })
  const left = formatMoney(cancelled.total.amount - 500, 'GBP')
  expect(orderNews(cancelled).sentence).toMatch(
    new RegExp(`Your money is on its way back to .+: ${left}\\..+£5\\.00 was sent back`),
  )
  expect(orderNews({ ...cancelled, moneyHeld: 'disputed' }).sentence).not.toMatch(/on its way/)
  expect(orderNews({ ...cancelled, moneyHeld: 'with_bank' }).sentence).toContain(`settling your ${left}`)
})

test('a partly refunded order still says first where its parcel is', () => {
  const order = orderAt(['order.placed', 'order.confirmed', 'order.shipped', 'order.refunded'], {
    delivery: 'shipped',
    carrier: 'DPD',
    money: 'partially_refunded',
    refunds: [{ amount: pounds(1200), at: new Date('2026-12-06T09:03:00Z') }],
  })
  expect(orderNews(order)).toMatchObject({
    headline: expect.stringMatching(/^Arrives /),
    sentence:
      'Your parcel is on its way with DPD. £12.00 was sent back to Visa ····4242 on 6 Dec 2026, 09:03. Banks take 3–5 working days to show it.',
  })
  const twice = {
    ...order,
    refunds: [...order.refunds, { amount: pounds(300), at: new Date('2026-12-07T09:03:00Z') }],
  }
  expect(orderNews(twice).sentence).toContain(
    '£15.00 was sent back to Visa ····4242 in parts, the last on 7 Dec',
  )
})

test('the page looks again quickly while something moves, slowly when it is quiet, and not at all at the end', () => {
  expect(lookAgainMs(orderAt(['order.placed'], { state: 'reserved' }), 600_000)).toBe(2_000)
  expect(lookAgainMs(orderAt([]), 10_000)).toBe(2_000)
  expect(lookAgainMs(orderAt([]), 600_000)).toBe(15_000)
  expect(lookAgainMs(orderAt([], { state: 'completed', delivery: 'delivered' }), 0)).toBe(false)
  expect(lookAgainMs(orderAt([], { state: 'cancelled', money: 'refunded' }), 0)).toBe(false)
  expect(lookAgainMs(orderAt([], { state: 'cancelled' }), 0)).toBe(2_000)
})

test('the page thanks in the first hour only, and not after the parcel has arrived', () => {
  const at = (time: string) => new Date(`2026-12-04T${time}Z`)
  const placed = ['order.placed', 'order.confirmed'] as const
  const order = orderAt([...placed])
  expect([isTimeToThank(order, at('09:59:59')), isTimeToThank(order, at('10:00:00'))]).toEqual([true, false])
  for (const over of [
    orderAt([...placed, 'order.delivered'], { state: 'completed', delivery: 'delivered' }),
    orderAt([...placed, 'order.cancelled'], { state: 'cancelled' }),
    orderAt(['order.placed', 'order.declined'], { state: 'declined' }),
  ])
    expect(isTimeToThank(over, at('09:05:00'))).toBe(false)
})
