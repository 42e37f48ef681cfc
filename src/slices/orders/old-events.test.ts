import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestShop, type TestShop } from '#proof/testing/test-shop.ts'
import { applyEvent } from './apply-event.ts'
import { confirmed, makeOrder } from './desk/test-orders.ts'
import type { OrderEvent, OrderEventType } from './events.ts'
import { mayHappen, type Order } from './order.ts'
import { orderColumns } from './queries.ts'
import { compareRowsWithEvents } from './rebuild.ts'
import { orderEvents, orders } from './schema.ts'

const at = new Date('2026-11-22T10:00:00Z')
const id = '0198c1b2-0000-7000-8000-000000000001'

/**
 * Each event as the first shops wrote it. Nothing is ever added here. A new field of an event must be optional: these events
 * fail with a required field, and with a column that they leave without a value.
 */
const oldest: { [Type in OrderEventType]: Extract<OrderEvent, { type: Type }>['data'] } = {
  'order.placed': {
    number: 'O-2K7F-9QXM',
    inputHash: 'abc',
    customerId: null,
    email: 'ana@example.com',
    shippingAddress: {
      name: 'Ana',
      line1: '1 Shelf Street',
      city: 'London',
      postalCode: 'SW1A 1AA',
      country: 'GB',
    },
    shippingMethod: 'standard',
    locale: 'en-GB',
    currency: 'GBP',
    subtotalMinor: 2_000,
    shippingMinor: 395,
    discountMinor: 0,
    taxMinor: 399,
    taxIncluded: true,
    totalMinor: 2_395,
    units: 2,
    expiresAt: '2026-11-22T10:15:00Z',
  },
  'order.payment_action_required': { paymentId: 'p' },
  'order.confirmed': { paymentId: 'p', capturedMinor: 2_395 },
  'order.declined': { paymentId: 'p', code: 'insufficient_funds' },
  'order.expired': { reason: 'no_payment_in_time' },
  'order.cancelled': { reason: 'payments_unavailable' },
  'order.recall_requested': { reason: 'changed mind', refundId: 'r' },
  'order.recall_refused': { reason: 'The parcel has left.' },
  'order.items_recalled': {
    reason: 'changed mind',
    refundId: 'r',
    inputHash: 'h',
    lines: [{ lineId: 'l', quantity: 1, parcelId: 'p' }],
  },
  'order.items_cancelled': {
    reason: 'changed mind',
    refundId: 'r',
    inputHash: 'h',
    lines: [{ lineId: 'l', quantity: 1 }],
  },
  'order.reopened': { expiresAt: '2026-11-22T11:15:00Z' },
  'order.refunded': { refundId: 'r', amountMinor: 500, reason: 'asked' },
  'order.refund_failed': { refundId: 'r', amountMinor: 500 },
  'order.dispute_lost': { disputeId: 'd', amountMinor: 500 },
  'order.dispute_returned': { disputeId: 'd', amountMinor: 500 },
  'order.late_payment_returned': { refundId: 'r', amountMinor: 2_395 },
  'order.picking': {},
  'order.packed': {},
  'order.shipped': { carrier: 'Royal Parcel', trackingNumber: 'RP1' },
  'order.parcel_corrected': { trackingNumber: 'RP2' },
  'order.parcels_planned': { parcels: [] },
  'order.stock_came': { parcels: [{ id: 'p', lines: [{ lineId: 'l', quantity: 1 }] }] },
  'order.parcel_moved': { parcelId: 'p', to: 'picking' },
  'order.parcel_shipped': { parcelId: 'p' },
  'order.parcel_delivered': { parcelId: 'p' },
  'order.parcel_exception': { caseId: 'c', kind: 'lost' },
  'order.exception_settled': { caseId: 'c', kind: 'lost', outcome: 'refund' },
  'order.resent': { caseId: 'c', insteadOf: 'p', parcelIds: ['q'], lines: [{ lineId: 'l', quantity: 1 }] },
  'order.address_changed': {
    shippingAddress: {
      name: 'Ana',
      line1: '2 Shelf Street',
      city: 'London',
      postalCode: 'SW1A 1AA',
      country: 'GB',
    },
  },
  'order.address_refused': {
    shippingAddress: {
      name: 'Ana',
      line1: '1 Shelf Street',
      city: 'London',
      postalCode: 'SW1A 1AA',
      country: 'GB',
    },
    reason: 'The parcel was packed already.',
  },
  'order.delivered': {},
  'order.returned': {},
  'order.completed': {},
  'order.jobs_sent_again': { queues: ['invoices.render'] },
  'order.jobs_discarded': { queues: ['invoices.render'], reason: 'gone' },
  'order.put_under_review': { reason: 'amounts differ' },
  'order.reviewed': { note: 'fine' },
  'order.mail_repeated': { kind: 'notifications.send-confirmation' },
  'order.invoice_repeated': {},
  'order.hand_over_repeated': {},
}
const types = Object.keys(oldest) as OrderEventType[]
const eventOf = (type: OrderEventType, more: object = {}) =>
  ({ type, data: { ...oldest[type], ...more } }) as OrderEvent

/** The life of an order: of the drawn types, it takes those that may happen. */
function live(drawn: readonly OrderEventType[], more: (type: OrderEventType) => object = () => ({})): Order {
  let order = applyEvent(null, eventOf('order.placed', more('order.placed')), at, id)
  for (const type of drawn) {
    if (type === 'order.placed' || !mayHappen(order, type)) continue
    if (type === 'order.reopened' && (order.confirmedAt || order.endReason !== 'payments_unavailable'))
      continue
    if (type === 'order.refund_failed' && order.refundedMinor < 500) continue
    if (type === 'order.items_cancelled' && order.units === 1) continue
    if (type === 'order.refunded' && order.refundedMinor + 500 > order.totalMinor) continue
    order = applyEvent(order, eventOf(type, more(type)), at, id)
  }
  return order
}

const lives = fc.array(fc.constantFrom(...types), { maxLength: 20 })
/** Fields that today's program does not know: a newer program that runs beside it wrote them, or one that was rolled back. */
const strangers = fc.dictionary(
  fc.string({ minLength: 1 }).filter(name => !Object.keys(orderColumns).includes(name)),
  fc.jsonValue(),
  { minKeys: 1, maxKeys: 3 },
)

test('the oldest events fill every column of the row, and each with a value or with null', () => {
  fc.assert(
    fc.property(lives, drawn => {
      const order = live(drawn)
      expect(Object.keys(order).sort()).toEqual(Object.keys(orderColumns).sort())
      for (const [name, column] of Object.entries(orderColumns)) {
        const value = order[name as keyof Order]
        expect(value, name).not.toBeUndefined()
        if (column.notNull) expect(value, name).not.toBeNull()
      }
    }),
    { numRuns: 300 },
  )
})

test('an event that gained a field is folded into the same row', () => {
  fc.assert(
    fc.property(lives, strangers, (drawn, more) => {
      expect(live(drawn, () => more)).toEqual(live(drawn))
    }),
    { numRuns: 300 },
  )
})

test('an event without the later fields is folded into a row without a gap', () => {
  const order = live(['order.confirmed'])
  const bare = applyEvent(order, { type: 'order.shipped', data: {} } as unknown as OrderEvent, at, id)
  expect(bare).toMatchObject({ delivery: 'shipped', carrier: null, trackingNumber: null })
})

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())

test('the rows of a real shop are what their events say, after the events have gained a field', async () => {
  const events = [confirmed(2_000), eventOf('order.shipped'), eventOf('order.refunded')]
  await makeOrder(shop, { at, totalMinor: 2_000, events })
  expect(await compareRowsWithEvents(shop.db)).toEqual({ orders: 1, differences: [] })
  await shop.db.execute(sql`alter table ${orderEvents} disable trigger user`)
  await shop.db.execute(sql`update ${orderEvents} set data = data || '{"giftNote": "for Ada", "parts": [1]}'`)
  expect(await compareRowsWithEvents(shop.db)).toEqual({ orders: 1, differences: [] })
  await shop.db.update(orders).set({ units: 77 })
  expect((await compareRowsWithEvents(shop.db)).differences).toMatchObject([{ field: 'units', row: '77' }])
})
