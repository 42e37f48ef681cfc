import { assert } from '#platform/lib/assert.ts'
import { known } from './delivery/parcels.ts'
import type { OrderEvent, OrderPlaced, OrderResent, PlannedParcel } from './events.ts'
import { creditOf, mayHappen, mayReopen, type Order } from './order.ts'

/** The order after the event. Pure: the same events always give the same row. */
export function applyEvent(order: Order | null, event: OrderEvent, at: Date, id: string): Order {
  if (event.type === 'order.placed') {
    assert(order === null, `order ${id} was placed twice`)
    return placed(id, event.data, at)
  }
  assert(order, `${event.type} came before order ${id} was placed`)
  assert(
    mayHappen(order, event.type),
    `order ${id} is ${order.state} and ${order.delivery}, so ${event.type} cannot happen`,
  )
  return { ...order, ...changes(order, event, at), version: order.version + 1, updatedAt: at }
}

/**
 * The row takes only the fields named here from the event. A field that was added later is optional in the event and gets
 * its value here for older events (`data.giftNote ?? null`), or `orders:rebuild` would differ from every older row.
 */
function placed(id: string, data: OrderPlaced, at: Date): Order {
  return {
    id,
    number: data.number,
    inputHash: data.inputHash,
    customerId: data.customerId,
    email: data.email,
    shippingAddress: data.shippingAddress,
    billing: data.billing ?? null,
    shippingMethod: data.shippingMethod,
    locale: data.locale,
    currency: data.currency,
    subtotalMinor: data.subtotalMinor,
    shippingMinor: data.shippingMinor,
    discountMinor: data.discountMinor,
    taxMinor: data.taxMinor,
    taxIncluded: data.taxIncluded,
    taxes: data.taxes ?? null,
    discounts: data.discounts ?? null,
    paidWith: data.paidWith ?? null,
    totalMinor: data.totalMinor,
    units: data.units,
    version: 1,
    state: 'reserved',
    money: 'unpaid',
    delivery: 'unfulfilled',
    needsReview: null,
    refundedMinor: 0,
    recall: null,
    recallAt: null,
    carrier: null,
    trackingNumber: null,
    endReason: null,
    placedAt: at,
    expiresAt: new Date(data.expiresAt),
    confirmedAt: null,
    endedAt: null,
    updatedAt: at,
  }
}

function changes(
  order: Order,
  event: Exclude<OrderEvent, { type: 'order.placed' }>,
  at: Date,
): Partial<Order> {
  switch (event.type) {
    case 'order.payment_action_required':
      return {
        money: 'requires_action',
        expiresAt: event.data.expiresAt ? new Date(event.data.expiresAt) : order.expiresAt,
      }
    case 'order.confirmed':
      assert(
        event.data.capturedMinor + creditOf(order) === order.totalMinor,
        `order ${order.id} was confirmed with another amount than its total`,
      )
      return { state: 'confirmed', money: 'paid', confirmedAt: at }
    case 'order.declined':
      return { state: 'declined', money: 'unpaid', endReason: event.data.code, endedAt: at }
    case 'order.expired':
      return { state: 'expired', money: 'unpaid', endReason: event.data.reason, endedAt: at }
    case 'order.cancelled':
    case 'order.recall_requested':
    case 'order.recall_refused':
    case 'order.items_recalled':
    case 'order.items_cancelled':
      return stopChanges(order, event, at)
    case 'order.reopened':
      assert(mayReopen(order), `order ${order.id} ended for good`)
      return { state: 'reserved', endReason: null, endedAt: null, expiresAt: new Date(event.data.expiresAt) }
    case 'order.refunded': {
      const refundedMinor = order.refundedMinor + event.data.amountMinor
      assert(refundedMinor <= order.totalMinor, `order ${order.id} was refunded more than its total`)
      return { refundedMinor, money: refundedMinor === order.totalMinor ? 'refunded' : 'partially_refunded' }
    }
    case 'order.refund_failed': {
      // Money that arrived after an order had ended never belonged to the order, and neither does its refund.
      if (!order.confirmedAt) return {}
      const refundedMinor = order.refundedMinor - event.data.amountMinor
      assert(refundedMinor >= 0, `order ${order.id} got more back than was refunded`)
      return { refundedMinor, money: refundedMinor === 0 ? 'paid' : 'partially_refunded' }
    }
    case 'order.dispute_lost':
    case 'order.dispute_returned':
    case 'order.late_payment_returned':
    case 'order.jobs_sent_again':
    case 'order.jobs_discarded':
      return {}
    case 'order.picking':
    case 'order.packed':
    case 'order.parcel_shipped':
    case 'order.shipped':
    case 'order.parcel_corrected':
    case 'order.delivered':
    case 'order.returned':
      return parcelChanges(event)
    case 'order.completed':
      return { state: 'completed', endedAt: at }
    case 'order.resent':
      return resent(order, event.data)
    case 'order.put_under_review':
      return { needsReview: event.data.reason }
    case 'order.reviewed':
      return { needsReview: null }
    case 'order.address_changed':
    case 'order.address_refused':
      return { shippingAddress: event.data.shippingAddress }
    case 'order.parcels_planned':
      return planned(order, event.data.parcels)
    case 'order.stock_came':
    case 'order.parcel_moved':
    case 'order.parcel_delivered':
    case 'order.parcel_exception':
    case 'order.exception_settled':
    case 'order.mail_repeated':
    case 'order.invoice_repeated':
    case 'order.hand_over_repeated':
      return {}
  }
}

const resent = (order: Order, { shippingAddress = order.shippingAddress }: OrderResent): Partial<Order> => ({
  state: 'confirmed',
  delivery: 'partly_shipped',
  endedAt: null,
  shippingAddress,
})

function planned({ id }: Order, parcels: readonly PlannedParcel[]): Partial<Order> {
  const ids = new Set(parcels.map(parcel => parcel.id))
  assert(ids.size === parcels.length, `a plan of order ${id} has two parcels of one id`)
  return {}
}

type StopEvent = Extract<
  OrderEvent,
  {
    type:
      | 'order.cancelled'
      | 'order.recall_requested'
      | 'order.recall_refused'
      | 'order.items_recalled'
      | 'order.items_cancelled'
  }
>

/** What stops an order, or a part of it, before it leaves. */
function stopChanges(order: Order, event: StopEvent, at: Date): Partial<Order> {
  switch (event.type) {
    case 'order.cancelled':
      return {
        state: 'cancelled',
        money: order.state === 'reserved' ? 'unpaid' : order.money,
        endReason: event.data.reason,
        endedAt: at,
        ...(order.recall && { recall: null, recallAt: at }),
      }
    case 'order.recall_requested':
      return { recall: 'requested', recallAt: at }
    case 'order.recall_refused':
      return { recall: 'refused', recallAt: at }
    case 'order.items_recalled':
      return { recall: 'items', recallAt: at }
    case 'order.items_cancelled': {
      const { lines, delivery } = event.data
      const units = lines.reduce((left, { quantity }) => left - quantity, order.units)
      // What is sent once more may be taken out too, and then it was all that was left.
      assert(units > 0 || (units === 0 && delivery), `order ${order.id} has nothing left`)
      const isOver = order.recall === 'items'
      return { units, ...(delivery && { delivery }), ...(isOver && { recall: null, recallAt: at }) }
    }
  }
}

function parcelChanges(
  event: Extract<
    OrderEvent,
    {
      type:
        | 'order.picking'
        | 'order.packed'
        | 'order.parcel_shipped'
        | 'order.shipped'
        | 'order.parcel_corrected'
        | 'order.delivered'
        | 'order.returned'
    }
  >,
): Partial<Order> {
  switch (event.type) {
    case 'order.picking':
      return { delivery: 'picking' }
    case 'order.packed':
      return { delivery: 'packed' }
    case 'order.parcel_shipped':
      return { delivery: 'partly_shipped', ...known(event.data) }
    case 'order.shipped':
      return { delivery: 'shipped', ...known(event.data) }
    case 'order.parcel_corrected':
      return known(event.data)
    case 'order.delivered':
      return { delivery: 'delivered' }
    case 'order.returned':
      return { delivery: 'returned' }
  }
}
