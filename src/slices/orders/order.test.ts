import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEvent } from './apply-event.ts'
import { type Standing, standings } from './desk/standings.ts'
import type { OrderEvent } from './events.ts'
import { deliveryStates, mayHappen, moves, type Order, type OrderState, orderStates } from './order.ts'
import { placed } from './test-placed.ts'

const at = new Date('2026-11-22T10:00:00Z')
const id = '0198c1b2-0000-7000-8000-000000000001'

const one: { [Type in OrderEvent['type']]: Extract<OrderEvent, { type: Type }> } = {
  'order.placed': placed,
  'order.payment_action_required': { type: 'order.payment_action_required', data: { paymentId: 'p' } },
  'order.confirmed': { type: 'order.confirmed', data: { paymentId: 'p', capturedMinor: 2_395 } },
  'order.declined': { type: 'order.declined', data: { paymentId: 'p', code: 'insufficient_funds' } },
  'order.expired': { type: 'order.expired', data: { reason: 'no_payment_in_time' } },
  'order.cancelled': { type: 'order.cancelled', data: { reason: 'payments_unavailable' } },
  'order.reopened': { type: 'order.reopened', data: { expiresAt: '2026-11-22T11:15:00Z' } },
  'order.items_recalled': {
    type: 'order.items_recalled',
    data: {
      reason: 'asked',
      refundId: 'r',
      inputHash: 'h',
      lines: [{ lineId: 'l', quantity: 1, parcelId: 'p1' }],
    },
  },
  'order.items_cancelled': {
    type: 'order.items_cancelled',
    data: { reason: 'asked', refundId: 'r', inputHash: 'h', lines: [{ lineId: 'l', quantity: 1 }] },
  },
  'order.refunded': { type: 'order.refunded', data: { refundId: 'r', amountMinor: 2_395, reason: 'asked' } },
  'order.refund_failed': { type: 'order.refund_failed', data: { refundId: 'r', amountMinor: 0 } },
  'order.dispute_lost': { type: 'order.dispute_lost', data: { disputeId: 'd', amountMinor: 100 } },
  'order.dispute_returned': { type: 'order.dispute_returned', data: { disputeId: 'd', amountMinor: 100 } },
  'order.late_payment_returned': {
    type: 'order.late_payment_returned',
    data: { refundId: 'r', amountMinor: 2_395 },
  },
  'order.parcels_planned': {
    type: 'order.parcels_planned',
    data: {
      parcels: [
        { id: 'p1', warehouseId: 'w1', warehouse: 'LDN', lines: [{ lineId: 'l', quantity: 1 }] },
        { id: 'p2', warehouseId: 'w2', warehouse: 'MAN', lines: [{ lineId: 'l', quantity: 1 }] },
      ],
    },
  },
  'order.stock_came': {
    type: 'order.stock_came',
    data: { parcels: [{ id: 'p2', lines: [{ lineId: 'l', quantity: 1 }] }] },
  },
  'order.picking': { type: 'order.picking', data: {} },
  'order.packed': { type: 'order.packed', data: {} },
  'order.parcel_moved': { type: 'order.parcel_moved', data: { parcelId: 'p2', to: 'picking' } },
  'order.parcel_shipped': {
    type: 'order.parcel_shipped',
    data: { parcelId: 'p1', carrier: 'Royal Parcel', trackingNumber: 'RP0' },
  },
  'order.shipped': { type: 'order.shipped', data: { carrier: 'Royal Parcel', trackingNumber: 'RP1' } },
  'order.parcel_exception': { type: 'order.parcel_exception', data: { caseId: 'c', kind: 'lost' } },
  'order.exception_settled': {
    type: 'order.exception_settled',
    data: { caseId: 'c', kind: 'lost', outcome: 'refund' },
  },
  'order.resent': {
    type: 'order.resent',
    data: { caseId: 'c', insteadOf: 'p1', parcelIds: ['p2'], lines: [{ lineId: 'l', quantity: 1 }] },
  },
  'order.parcel_corrected': { type: 'order.parcel_corrected', data: { trackingNumber: 'RP2' } },
  'order.recall_requested': {
    type: 'order.recall_requested',
    data: { reason: 'changed mind', refundId: 'r' },
  },
  'order.recall_refused': { type: 'order.recall_refused', data: { reason: 'The parcel has left.' } },
  'order.parcel_delivered': { type: 'order.parcel_delivered', data: { parcelId: 'p1' } },
  'order.delivered': { type: 'order.delivered', data: {} },
  'order.returned': { type: 'order.returned', data: {} },
  'order.completed': { type: 'order.completed', data: {} },
  'order.put_under_review': { type: 'order.put_under_review', data: { reason: 'amounts differ' } },
  'order.reviewed': { type: 'order.reviewed', data: { note: 'fine' } },
  'order.jobs_sent_again': { type: 'order.jobs_sent_again', data: { queues: ['warehouse.dispatch'] } },
  'order.jobs_discarded': {
    type: 'order.jobs_discarded',
    data: { queues: ['warehouse.recall'], reason: 'came back' },
  },
  'order.mail_repeated': {
    type: 'order.mail_repeated',
    data: { kind: 'notifications.send-confirmation' },
  },
  'order.invoice_repeated': { type: 'order.invoice_repeated', data: {} },
  'order.hand_over_repeated': { type: 'order.hand_over_repeated', data: {} },
  'order.address_changed': {
    type: 'order.address_changed',
    data: { shippingAddress: { ...placed.data.shippingAddress, line1: '2 Shelf Street' } },
  },
  'order.address_refused': {
    type: 'order.address_refused',
    data: { shippingAddress: placed.data.shippingAddress, reason: 'The parcel was packed already.' },
  },
}

const fold = (...types: OrderEvent['type'][]): Order => {
  const order = types.reduce<Order | null>((before, type) => applyEvent(before, one[type], at, id), null)
  if (!order) throw new Error('nothing was placed')
  return order
}

const roads: Record<OrderState, OrderEvent['type'][]> = {
  reserved: ['order.placed'],
  confirmed: ['order.placed', 'order.confirmed'],
  completed: ['order.placed', 'order.confirmed', 'order.shipped', 'order.delivered', 'order.completed'],
  declined: ['order.placed', 'order.declined'],
  expired: ['order.placed', 'order.expired'],
  cancelled: ['order.placed', 'order.cancelled'],
}

/** The table is written a second time, so that nobody changes the machine by accident. A move that is not here crashes. */
const allowed: Record<OrderState, OrderEvent['type'][]> = {
  reserved: [
    'order.payment_action_required',
    'order.confirmed',
    'order.declined',
    'order.expired',
    'order.cancelled',
  ],
  confirmed: [
    'order.cancelled',
    'order.refunded',
    'order.refund_failed',
    'order.parcels_planned',
    'order.stock_came',
    'order.parcel_shipped',
    'order.picking',
    'order.packed',
    'order.shipped',
    'order.recall_requested',
    'order.items_recalled',
    'order.items_cancelled',
    'order.mail_repeated',
    'order.invoice_repeated',
    'order.hand_over_repeated',
    'order.address_changed',
    'order.address_refused',
  ],
  completed: [
    'order.address_refused',
    'order.refunded',
    'order.refund_failed',
    'order.returned',
    'order.parcel_corrected',
    'order.parcel_exception',
    'order.exception_settled',
    'order.resent',
    'order.mail_repeated',
    'order.invoice_repeated',
  ],
  declined: ['order.late_payment_returned', 'order.refund_failed'],
  expired: ['order.late_payment_returned', 'order.refund_failed'],
  cancelled: [
    'order.reopened',
    'order.refunded',
    'order.refund_failed',
    'order.late_payment_returned',
    'order.mail_repeated',
    'order.invoice_repeated',
  ],
}
const always: OrderEvent['type'][] = [
  'order.dispute_lost',
  'order.dispute_returned',
  'order.put_under_review',
  'order.reviewed',
  'order.jobs_sent_again',
  'order.jobs_discarded',
]

describe.each(orderStates)('an order that is %s', state => {
  const order = fold(...roads[state])
  const types = Object.keys(moves) as Exclude<OrderEvent['type'], 'order.placed'>[]
  test.each(types)('%s', type => {
    const may = [...allowed[state], ...always].includes(type)
    expect(mayHappen(order, type)).toBe(may)
    if (may) expect(applyEvent(order, one[type], at, id).version).toBe(order.version + 1)
    else expect(() => applyEvent(order, one[type], at, id)).toThrow(/Impossible/)
  })
})

test('an order is placed once', () => {
  expect(() => fold('order.placed', 'order.placed')).toThrow(/placed twice/)
  expect(() => applyEvent(null, one['order.confirmed'], at, id)).toThrow(/before order/)
})

test('a confirmation over another amount than the total crashes', () => {
  const wrong: OrderEvent = { type: 'order.confirmed', data: { paymentId: 'p', capturedMinor: 2_394 } }
  expect(() => applyEvent(fold('order.placed'), wrong, at, id)).toThrow(/another amount/)
})

test('no two parcels of a plan have one id', () => {
  const parcel = { id: 'p1', warehouseId: 'w1', warehouse: 'LDN', lines: [{ lineId: 'l', quantity: 1 }] }
  const twice: OrderEvent = { type: 'order.parcels_planned', data: { parcels: [parcel, parcel] } }
  expect(() => applyEvent(fold(...roads.confirmed), twice, at, id)).toThrow(/two parcels of one id/)
})

test('only an order that ended because the provider was away can be reopened', () => {
  const called: OrderEvent = { type: 'order.cancelled', data: { reason: 'asked by the customer' } }
  const order = applyEvent(fold('order.placed'), called, at, id)
  expect(() => applyEvent(order, one['order.reopened'], at, id)).toThrow(/ended for good/)
  expect(fold('order.placed', 'order.cancelled', 'order.reopened')).toMatchObject({
    state: 'reserved',
    endReason: null,
    endedAt: null,
  })
})

test('refunds add up, and never to more than the total', () => {
  const part: OrderEvent = {
    type: 'order.refunded',
    data: { refundId: 'r', amountMinor: 1_000, reason: 'asked' },
  }
  const order = applyEvent(fold('order.placed', 'order.confirmed'), part, at, id)
  expect(order).toMatchObject({ money: 'partially_refunded', refundedMinor: 1_000 })
  expect(() => applyEvent(order, one['order.refunded'], at, id)).toThrow(/more than its total/)
})

test('a person’s action on the jobs of an order changes only the version of the order', () => {
  const order = fold('order.placed', 'order.confirmed', 'order.shipped')
  for (const type of ['order.jobs_sent_again', 'order.jobs_discarded'] as const)
    expect(applyEvent(order, one[type], at, id)).toEqual({ ...order, version: order.version + 1 })
})

test('a shipped order cannot be cancelled', () => {
  expect(mayHappen(fold('order.placed', 'order.confirmed', 'order.shipped'), 'order.cancelled')).toBe(false)
})

test('a recalled order is cancelled or goes on, and an order that went on is never recalled again', () => {
  const asked = fold('order.placed', 'order.confirmed', 'order.picking', 'order.recall_requested')
  expect(asked).toMatchObject({ state: 'confirmed', recall: 'requested', recallAt: at })
  expect(mayHappen(asked, 'order.recall_requested')).toBe(false)
  expect(applyEvent(asked, one['order.cancelled'], at, id)).toMatchObject({
    state: 'cancelled',
    recall: null,
  })
  const refused = applyEvent(asked, one['order.recall_refused'], at, id)
  expect(refused).toMatchObject({ state: 'confirmed', recall: 'refused' })
  for (const type of ['order.cancelled', 'order.recall_requested', 'order.recall_refused'] as const)
    expect(mayHappen(refused, type)).toBe(false)
})

test('a parcel that left keeps the facts we know, and unknown facts stay unknown', () => {
  const left = fold('order.placed', 'order.confirmed', 'order.shipped')
  const corrected = applyEvent(left, one['order.parcel_corrected'], at, id)
  expect(corrected).toMatchObject({ carrier: 'Royal Parcel', trackingNumber: 'RP2', delivery: 'shipped' })
  const before: OrderEvent = { type: 'order.shipped', data: { carrier: 'Carrier', trackingNumber: '' } }
  const nothing: OrderEvent = { type: 'order.shipped', data: { carrier: null } }
  for (const event of [before, nothing])
    expect(applyEvent(fold('order.placed', 'order.confirmed'), event, at, id)).toMatchObject({
      carrier: null,
      trackingNumber: null,
    })
})

test('no order of events takes a parcel backwards or leaves the states, and the version counts them', () => {
  const types = fc.constantFrom(...(Object.keys(moves) as Exclude<OrderEvent['type'], 'order.placed'>[]))
  fc.assert(
    fc.property(fc.array(types, { maxLength: 30 }), events => {
      let order = fold('order.placed')
      for (const type of events) {
        if (!mayHappen(order, type)) continue
        if (type === 'order.refunded' && order.refundedMinor > 0) continue
        if (type === 'order.items_cancelled' && order.units === 1) continue
        if (type === 'order.reopened' && (order.confirmedAt || order.endReason !== 'payments_unavailable'))
          continue
        const next = applyEvent(order, one[type], at, id)
        expect(orderStates).toContain(next.state)
        // What is sent once more is not there yet.
        if (type !== 'order.resent')
          expect(deliveryStates.indexOf(next.delivery)).toBeGreaterThanOrEqual(
            deliveryStates.indexOf(order.delivery),
          )
        expect(next.version).toBe(order.version + 1)
        order = next
      }
    }),
    { numRuns: 500 },
  )
})

test('the standings are those that the moves lead to, and no others', () => {
  const named = ({ state, money, delivery }: Standing) => `${state} ${money} ${delivery}`
  const part: OrderEvent = {
    type: 'order.refunded',
    data: { refundId: 'r', amountMinor: 1, reason: 'asked' },
  }
  const steps = [...Object.values(one), part]
  const found = new Map<string, Order>()
  const waiting = [fold('order.placed')]
  for (let order = waiting.pop(); order; order = waiting.pop()) {
    const key = `${named(order)} ${order.endReason} ${order.refundedMinor > 0}`
    if (found.has(key)) continue
    found.set(key, order)
    for (const event of steps) {
      // Money that never arrived cannot be given back: refund-order.ts checks the captured sum.
      if (event.type === 'order.refunded' && order.confirmedAt === null) continue
      try {
        waiting.push(applyEvent(order, event, at, id))
      } catch {
        // This state does not allow the move.
      }
    }
  }
  expect(new Set([...found.values()].map(named))).toEqual(new Set(standings.map(named)))
})
