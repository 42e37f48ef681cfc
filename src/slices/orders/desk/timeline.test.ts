import { describe, expect, test } from 'vitest'
import { jobInWordsFrom } from '#desk/job-words.tsx'
import { formatMoney, formatTime } from '#platform/ui/format.ts'
import { jobWords } from '#run/queue-words.ts'
import type { OrderEvent } from '../events.ts'
import { type TimelineFacts, timelineOf } from './timeline.ts'
import { whoDid } from './who-did.ts'
import { failureInWords, reasonInWords } from './words.ts'

const facts: TimelineFacts = {
  customerName: 'Ana Lopez',
  formatMoney: amountMinor => formatMoney(amountMinor, 'GBP'),
  formatTime: at => formatTime(at, { timeZone: 'Europe/London' }),
  lineName: lineId => ({ m: 'Mug', j: 'Jug' })[lineId] ?? 'Item',
  jobInWords: jobInWordsFrom(jobWords),
}

const at = new Date('2026-07-01T11:01:00Z')
const customer = 'customer:0198'
const staff = 'staff:0198:Ada'

const placed: OrderEvent = {
  type: 'order.placed',
  data: {
    number: 'O-2K7F-9QXM',
    inputHash: 'hash',
    customerId: null,
    email: 'ana@example.com',
    shippingAddress: {
      name: 'Ana Lopez',
      line1: '1 Shelf Lane',
      city: 'Leeds',
      postalCode: 'LS1 1AA',
      country: 'GB',
    },
    shippingMethod: 'standard',
    locale: 'en-GB',
    currency: 'GBP',
    subtotalMinor: 8400,
    shippingMinor: 0,
    discountMinor: 0,
    taxMinor: 1400,
    taxIncluded: true,
    totalMinor: 8400,
    units: 3,
    expiresAt: '2026-07-01T11:31:00Z',
  },
}

const table: [event: OrderEvent, actor: string, sentence: string, detail: string | null, quiet: boolean][] = [
  [placed, customer, 'Ana Lopez placed the order: 3 items, £84.00', 'Stock held until 12:31', false],
  [placed, 'program', 'A program placed the order: 3 items, £84.00', 'Stock held until 12:31', true],
  [
    { type: 'order.payment_action_required', data: { paymentId: 'p' } },
    customer,
    'The bank asked the shopper to confirm the payment',
    null,
    true,
  ],
  [
    { type: 'order.confirmed', data: { paymentId: 'p', capturedMinor: 8400 } },
    customer,
    'The bank took £84.00',
    null,
    true,
  ],
  [
    { type: 'order.confirmed', data: { paymentId: 'p', capturedMinor: 8400 } },
    'system:sweeper',
    'The bank took £84.00',
    'Noticed by the sweeper',
    true,
  ],
  [
    { type: 'order.declined', data: { paymentId: 'p', code: 'insufficient_funds' } },
    customer,
    'The bank declined the payment: not enough funds',
    null,
    true,
  ],
  [
    { type: 'order.expired', data: { reason: 'no_payment_in_time' } },
    'system:sweeper',
    'The sweeper let the order expire: no payment in time',
    null,
    true,
  ],
  [
    { type: 'order.cancelled', data: { reason: 'customer asked' } },
    staff,
    'Ada cancelled the order: customer asked',
    null,
    false,
  ],
  [
    { type: 'order.reopened', data: { expiresAt: '2026-07-01T11:31:00Z' } },
    customer,
    'Ana Lopez opened the order again',
    'Stock held until 12:31',
    false,
  ],
  [
    { type: 'order.refunded', data: { refundId: 'r', amountMinor: 2400, reason: 'arrived broken' } },
    staff,
    'Ada refunded £24.00: arrived broken',
    null,
    false,
  ],
  [
    {
      type: 'order.refunded',
      data: {
        refundId: 'r',
        amountMinor: 2895,
        reason: 'arrived broken',
        shippingMinor: 395,
        lines: [
          { lineId: 'm', quantity: 2, amountMinor: 2000, restocked: true },
          { lineId: 'j', quantity: 1, amountMinor: 500, restocked: false },
        ],
      },
    },
    staff,
    'Ada refunded £28.95: arrived broken',
    '2 × Mug, back on the shelf; 1 × Jug; delivery',
    false,
  ],
  [
    { type: 'order.late_payment_returned', data: { refundId: 'r', amountMinor: 2400 } },
    'system:payment-webhook',
    "The bank's call-back returned £24.00 that came after the order had ended",
    null,
    true,
  ],
  [
    { type: 'order.picking', data: {} },
    'system:warehouse',
    'The warehouse began to pick the order',
    null,
    true,
  ],
  [{ type: 'order.packed', data: {} }, 'system:warehouse', 'The warehouse packed the parcel', null, true],
  [
    { type: 'order.shipped', data: { carrier: 'Royal Parcel', trackingNumber: 'RP123' } },
    'system:warehouse',
    'The warehouse handed the parcel to Royal Parcel',
    'RP123',
    true,
  ],
  [
    { type: 'order.delivered', data: {} },
    'system:warehouse',
    'The warehouse delivered the parcel',
    null,
    true,
  ],
  [
    { type: 'order.returned', data: {} },
    staff,
    'Ada noted that every item is back on the shelf',
    null,
    false,
  ],
  [{ type: 'order.completed', data: {} }, 'system:worker', 'The shop completed the order', null, true],
  [
    { type: 'order.put_under_review', data: { reason: 'The amounts differ' } },
    'system:reconciliation',
    'The nightly check asked for a person to look',
    'The amounts differ',
    true,
  ],
  [
    { type: 'order.reviewed', data: { note: 'Bank confirmed by phone' } },
    staff,
    'Ada looked at the order',
    'Bank confirmed by phone',
    false,
  ],
]

const half = (id: string, warehouse: string, quantity = 1) => ({
  id,
  warehouseId: warehouse,
  warehouse,
  lines: [{ lineId: 'm', quantity }],
})
const planned: OrderEvent = {
  type: 'order.parcels_planned',
  data: { parcels: [half('n', 'north'), half('s', 'south', 2)] },
}

/** What happens to an order in two parcels. One of them is stopped and planned again. */
const inTwo: [event: OrderEvent, sentence: string, detail: string | null][] = [
  [planned, 'planned 2 parcels', 'north: 1 item; south: 2 items'],
  [{ type: 'order.picking', data: { parcelId: 'n' } }, 'began to pick the parcel from north', null],
  [
    { type: 'order.parcel_moved', data: { parcelId: 's', to: 'picking' } },
    'began to pick the parcel from south',
    null,
  ],
  [{ type: 'order.packed', data: { parcelId: 'n' } }, 'packed the parcel from north', null],
  [
    { type: 'order.parcel_moved', data: { parcelId: 's', to: 'packed' } },
    'packed the parcel from south',
    null,
  ],
  [
    {
      type: 'order.parcel_shipped',
      data: { parcelId: 'n', carrier: 'Royal Parcel', trackingNumber: 'RP123' },
    },
    'handed the parcel from north to Royal Parcel; the rest of the order follows',
    'RP123',
  ],
  [
    { type: 'order.parcel_corrected', data: { parcelId: 'n', trackingNumber: 'RP124' } },
    'corrected what is known of the parcel from north',
    'Tracking number: RP124',
  ],
  [
    { type: 'order.parcel_delivered', data: { parcelId: 'n' } },
    'delivered the parcel from north; the rest of the order follows',
    null,
  ],
  [
    { type: 'order.parcels_planned', data: { parcels: [half('n', 'north'), half('s2', 'south', 2)] } },
    'planned a new parcel',
    'south: 2 items',
  ],
  [
    { type: 'order.shipped', data: { parcelId: 's2', unheard: true } },
    'sent the parcel from south; nobody said when; it was the last',
    null,
  ],
  [
    { type: 'order.delivered', data: { parcelId: 's2' } },
    'delivered the parcel from south; it was the last',
    null,
  ],
  [
    {
      type: 'order.exception_settled',
      data: {
        caseId: 'c',
        kind: 'undeliverable',
        outcome: 'reship',
        parcelId: 's2',
        back: { warehouseId: 'w', warehouse: 'north' },
      },
    },
    'settled the case of the parcel from south: it is sent once more, and its goods are on the shelf in north again',
    null,
  ],
  [
    {
      type: 'order.resent',
      data: { caseId: 'c', insteadOf: 's2', parcelIds: ['s3'], lines: [{ lineId: 'm', quantity: 2 }] },
    },
    'had 2 items sent once more',
    null,
  ],
  [
    {
      type: 'order.resent',
      data: {
        caseId: 'd',
        insteadOf: 's2',
        parcelIds: ['s3'],
        lines: [{ lineId: 'm', quantity: 1 }],
        shippingAddress: {
          name: 'Ben Moss',
          line1: '12 Shelf Street',
          city: 'London',
          postalCode: 'SW1A 1AA',
          country: 'GB',
        },
      },
    },
    'had 1 item sent once more, to another address',
    'To Ben Moss, 12 Shelf Street, London, SW1A 1AA, GB. The order goes there from now on',
  ],
  [
    {
      type: 'order.parcels_planned',
      data: {
        parcels: [half('n', 'north'), half('s2', 'south', 2), { ...half('s3', 'south', 2), insteadOf: 's2' }],
      },
    },
    'planned a new parcel for what is sent once more',
    'south: 2 items',
  ],
]

test('the history of an order in two parcels names each parcel after its warehouse', () => {
  const events = inTwo.map(([event], index) => ({
    ...event,
    seq: index + 1,
    actor: 'system:warehouse',
    at,
  }))
  expect(
    timelineOf(events, facts)
      .toReversed()
      .map(({ text, detail }) => [text, detail]),
  ).toEqual(inTwo.map(([, sentence, detail]) => [sentence, detail]))
})

describe('the history in plain words', () => {
  test.each(table)('%o by %s reads "%s"', (event, actor, sentence, detail, quiet) => {
    const [line] = timelineOf([{ ...event, seq: 1, actor, at }], facts)
    expect(`${line?.actor} ${line?.text}`).toBe(sentence)
    expect(line?.detail).toBe(detail)
    expect(line?.bySystem).toBe(quiet)
  })

  test('a program that placed the order did not merely notice the payment', () => {
    const event: OrderEvent = { type: 'order.confirmed', data: { paymentId: 'p', capturedMinor: 8400 } }
    expect(timelineOf([{ ...event, seq: 1, actor: 'program', at }], facts)[0]?.detail).toBeNull()
  })

  test('the newest event comes first, however many there are', () => {
    const events = Array.from({ length: 12 }, (_, index) => ({
      ...placed,
      seq: index + 1,
      actor: customer,
      at,
    }))
    expect(timelineOf(events, facts).map(line => line.id)).toEqual([
      '12',
      '11',
      '10',
      '9',
      '8',
      '7',
      '6',
      '5',
      '4',
      '3',
      '2',
      '1',
    ])
  })

  test.each([
    ['payment_intent_authentication_failure', 'the bank could not confirm the shopper'],
    ['card_declined', 'card declined'],
    ['lost_card', 'card declined (lost card)'],
    ['payments_unavailable', 'the bank could not be reached'],
  ])('the failure %s reads "%s"', (code, words) => {
    expect(failureInWords(code)).toBe(words)
  })

  test('a person’s reason stays as it was written', () => {
    expect(reasonInWords('asked_twice')).toBe('asked_twice')
  })

  test('a name may hold a colon', () => {
    expect(whoDid('staff:0198:Ada: the First', 'Ana')).toEqual({ name: 'Ada: the First', bySystem: false })
  })
})
