import { assert } from '#platform/lib/assert.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { OrderEvent, OrderEventType, OrderPlaced, ParcelFacts } from './events.ts'

export const orderStates = ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

export const moneyStates = ['unpaid', 'requires_action', 'paid', 'partially_refunded', 'refunded'] as const
export type MoneyState = (typeof moneyStates)[number]

export const deliveryStates = [
  'unfulfilled',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'returned',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** `requested`: the warehouse has not answered yet. `refused`: it could not stop the parcel, and the order goes on. */
export const recallStates = ['requested', 'refused'] as const
export type RecallState = (typeof recallStates)[number]

export type Order = {
  id: string
  number: string
  inputHash: string
  /** The number of events behind this row. */
  version: number
  state: OrderState
  money: MoneyState
  delivery: DeliveryState
  /** Why a person must look at it. Null when nobody needs to. */
  needsReview: string | null
  customerId: string | null
  email: string
  shippingAddress: Address
  shippingMethod: string
  locale: string
  currency: string
  subtotalMinor: number
  shippingMinor: number
  discountMinor: number
  taxMinor: number
  /** True: the prices include the tax. False: the tax is added to them. */
  taxIncluded: boolean
  totalMinor: number
  refundedMinor: number
  units: number
  /** Null: nobody has asked the warehouse to stop the parcel. */
  recall: RecallState | null
  /** When the recall reached this state. */
  recallAt: Date | null
  carrier: string | null
  trackingNumber: string | null
  /** Why it was declined, expired or cancelled. */
  endReason: string | null
  placedAt: Date
  /** Stock is held for an unsettled payment until then. */
  expiresAt: Date
  confirmedAt: Date | null
  endedAt: Date | null
  updatedAt: Date
}

/** The table of moves: the states in which an event may happen. A move that is not listed is a bug. */
export const moves: Record<Exclude<OrderEventType, 'order.placed'>, readonly OrderState[]> = {
  'order.payment_action_required': ['reserved'],
  'order.confirmed': ['reserved'],
  'order.declined': ['reserved'],
  'order.expired': ['reserved'],
  'order.cancelled': ['reserved', 'confirmed'],
  'order.recall_requested': ['confirmed'],
  'order.recall_refused': ['confirmed'],
  'order.reopened': ['cancelled'],
  'order.refunded': ['confirmed', 'completed', 'cancelled'],
  'order.refund_failed': ['confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.dispute_lost': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.dispute_returned': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.late_payment_returned': ['declined', 'expired', 'cancelled'],
  'order.picking': ['confirmed'],
  'order.packed': ['confirmed'],
  'order.shipped': ['confirmed'],
  'order.parcel_corrected': ['confirmed', 'completed'],
  'order.delivered': ['confirmed'],
  'order.returned': ['confirmed', 'completed'],
  'order.completed': ['confirmed'],
  'order.put_under_review': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.reviewed': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.jobs_sent_again': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.jobs_discarded': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.mail_repeated': ['confirmed', 'completed', 'cancelled'],
  'order.invoice_repeated': ['confirmed', 'completed', 'cancelled'],
  'order.hand_over_repeated': ['confirmed'],
  'order.address_changed': ['confirmed'],
  'order.address_refused': ['confirmed', 'completed'],
}

/** The states from which a parcel may take its next step. Steps may be skipped, but never go back. */
const deliveryBefore: Partial<Record<OrderEventType, readonly DeliveryState[]>> = {
  'order.picking': ['unfulfilled'],
  'order.packed': ['unfulfilled', 'picking'],
  'order.shipped': ['unfulfilled', 'picking', 'packed'],
  'order.delivered': ['shipped'],
  'order.returned': ['shipped', 'delivered'],
  'order.completed': ['delivered', 'returned'],
  // A parcel that has left can only be returned.
  'order.cancelled': ['unfulfilled', 'picking', 'packed'],
  'order.recall_requested': ['unfulfilled', 'picking', 'packed'],
  'order.hand_over_repeated': ['unfulfilled'],
  'order.address_changed': ['unfulfilled', 'picking'],
  'order.parcel_corrected': ['shipped', 'delivered', 'returned'],
}

/** The recall states in which the warehouse's answer may arrive. A refused recall stays refused: the parcel has left. */
const recallBefore: Partial<Record<OrderEventType, readonly Order['recall'][]>> = {
  'order.recall_requested': [null],
  'order.recall_refused': ['requested'],
  'order.hand_over_repeated': [null],
  'order.address_changed': [null],
  'order.cancelled': [null, 'requested'],
}

export function mayHappen(
  order: Pick<Order, 'state' | 'delivery' | 'recall'>,
  type: Exclude<OrderEventType, 'order.placed'>,
): boolean {
  const parcel = deliveryBefore[type]
  const recall = recallBefore[type]
  return (
    moves[type].includes(order.state) &&
    (!parcel || parcel.includes(order.delivery)) &&
    (!recall || recall.includes(order.recall))
  )
}

/**
 * The reason of an order that ended only because the provider could not be reached. No charge was sent, so the order may be
 * tried again.
 */
export const PAYMENTS_UNAVAILABLE = 'payments_unavailable'

/** The reason of an order that its buyer cancelled before paying. */
export const ANOTHER_WAY_TO_PAY = 'another_way_to_pay'

/** The reason of an order that its buyer no longer wanted. */
export const CANCELLED_BY_SHOPPER = 'cancelled_by_shopper'

export function mayReopen(order: Pick<Order, 'state' | 'endReason' | 'confirmedAt'>): boolean {
  return order.state === 'cancelled' && order.endReason === PAYMENTS_UNAVAILABLE && order.confirmedAt === null
}

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
    shippingMethod: data.shippingMethod,
    locale: data.locale,
    currency: data.currency,
    subtotalMinor: data.subtotalMinor,
    shippingMinor: data.shippingMinor,
    discountMinor: data.discountMinor,
    taxMinor: data.taxMinor,
    taxIncluded: data.taxIncluded,
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
        event.data.capturedMinor === order.totalMinor,
        `order ${order.id} was confirmed with another amount than its total`,
      )
      return { state: 'confirmed', money: 'paid', confirmedAt: at }
    case 'order.declined':
      return { state: 'declined', money: 'unpaid', endReason: event.data.code, endedAt: at }
    case 'order.expired':
      return { state: 'expired', money: 'unpaid', endReason: event.data.reason, endedAt: at }
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
      return { delivery: 'picking' }
    case 'order.packed':
      return { delivery: 'packed' }
    case 'order.shipped':
      return { delivery: 'shipped', ...known(event.data) }
    case 'order.parcel_corrected':
      return known(event.data)
    case 'order.delivered':
      return { delivery: 'delivered' }
    case 'order.returned':
      return { delivery: 'returned' }
    case 'order.completed':
      return { state: 'completed', endedAt: at }
    case 'order.put_under_review':
      return { needsReview: event.data.reason }
    case 'order.reviewed':
      return { needsReview: null }
    case 'order.address_changed':
    case 'order.address_refused':
      return { shippingAddress: event.data.shippingAddress }
    case 'order.mail_repeated':
    case 'order.invoice_repeated':
    case 'order.hand_over_repeated':
      return {}
  }
}

/** Older events hold this word and an empty number where nothing was known. */
const UNKNOWN_CARRIER = 'Carrier'

function known({ carrier, trackingNumber }: ParcelFacts): Partial<Order> {
  return {
    ...(carrier && carrier !== UNKNOWN_CARRIER && { carrier }),
    ...(trackingNumber && { trackingNumber }),
  }
}
