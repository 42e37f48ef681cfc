import type { Billing } from '#slices/business/billing.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { CreditPayment } from '#slices/pricing/means.ts'
import type { TaxGroup } from '#slices/pricing/price.ts'
import type { OrderDiscount, OrderEventType } from './events.ts'

export const orderStates = ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'] as const
export type OrderState = (typeof orderStates)[number]

export const moneyStates = ['unpaid', 'requires_action', 'paid', 'partially_refunded', 'refunded'] as const
export type MoneyState = (typeof moneyStates)[number]

export const deliveryStates = [
  'unfulfilled',
  'picking',
  'packed',
  'partly_shipped',
  'shipped',
  'delivered',
  'returned',
] as const
export type DeliveryState = (typeof deliveryStates)[number]

/**
 * `requested`: the warehouse has not answered yet. `refused`: it could not stop the parcel, and the order goes on. `items`: parcels are being stopped
 * so that some of their items can be taken out, and the rest goes on.
 */
export const recallStates = ['requested', 'refused', 'items'] as const
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
  billing: Billing | null
  shippingMethod: string
  locale: string
  currency: string
  subtotalMinor: number
  shippingMinor: number
  discountMinor: number
  taxMinor: number
  /** True: the prices include the tax. False: the tax is added to them. */
  taxIncluded: boolean
  /** The tax of each rate and treatment. Null: the order is older than that. */
  taxes: TaxGroup[] | null
  discounts: OrderDiscount[] | null
  /** What gift cards and store credit pay of it, in the order in which they pay. Null: nothing. */
  paidWith: CreditPayment[] | null
  totalMinor: number
  refundedMinor: number
  /** The units that were bought, without those that were taken out again. */
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
  'order.items_recalled': ['confirmed'],
  'order.items_cancelled': ['confirmed'],
  'order.reopened': ['cancelled'],
  'order.refunded': ['confirmed', 'completed', 'cancelled'],
  'order.refund_failed': ['confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.dispute_lost': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.dispute_returned': ['reserved', 'confirmed', 'completed', 'declined', 'expired', 'cancelled'],
  'order.late_payment_returned': ['declined', 'expired', 'cancelled'],
  'order.parcels_planned': ['confirmed'],
  'order.stock_came': ['confirmed'],
  'order.picking': ['confirmed'],
  'order.packed': ['confirmed'],
  'order.parcel_moved': ['confirmed'],
  'order.parcel_shipped': ['confirmed'],
  'order.shipped': ['confirmed'],
  'order.parcel_corrected': ['confirmed', 'completed'],
  'order.parcel_delivered': ['confirmed'],
  'order.delivered': ['confirmed'],
  'order.parcel_exception': ['confirmed', 'completed'],
  'order.exception_settled': ['confirmed', 'completed'],
  'order.resent': ['confirmed', 'completed'],
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
  'order.parcels_planned': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.stock_came': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.picking': ['unfulfilled'],
  'order.packed': ['unfulfilled', 'picking'],
  'order.parcel_moved': ['picking', 'packed', 'partly_shipped'],
  'order.parcel_shipped': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.shipped': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.parcel_delivered': ['partly_shipped', 'shipped'],
  'order.delivered': ['shipped'],
  'order.returned': ['shipped', 'delivered'],
  'order.parcel_exception': ['partly_shipped', 'shipped', 'delivered'],
  'order.exception_settled': ['partly_shipped', 'shipped', 'delivered', 'returned'],
  'order.resent': ['partly_shipped', 'shipped', 'delivered'],
  // An order of which everything has left is complete too when what is still on its way will not arrive.
  'order.completed': ['shipped', 'delivered', 'returned'],
  // A parcel that has left can only be returned, and the rest of its order follows it.
  'order.cancelled': ['unfulfilled', 'picking', 'packed'],
  'order.recall_requested': ['unfulfilled', 'picking', 'packed'],
  'order.items_recalled': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.items_cancelled': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.hand_over_repeated': ['unfulfilled', 'picking', 'packed', 'partly_shipped'],
  'order.address_changed': ['unfulfilled', 'picking'],
  'order.parcel_corrected': ['partly_shipped', 'shipped', 'delivered', 'returned'],
}

/**
 * The recall states in which the warehouse's answer may arrive. A refused recall of the order stays refused: a parcel has left. A recall of
 * all takes the place of one of items.
 */
const recallBefore: Partial<Record<OrderEventType, readonly Order['recall'][]>> = {
  'order.recall_requested': [null, 'items'],
  'order.recall_refused': ['requested', 'items'],
  'order.items_recalled': [null, 'refused'],
  'order.items_cancelled': [null, 'items', 'refused'],
  'order.resent': [null, 'refused'],
  'order.hand_over_repeated': [null, 'refused'],
  'order.address_changed': [null],
  'order.cancelled': [null, 'requested', 'items'],
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

/** What gift cards and store credit pay of an order. */
export const creditOf = ({ paidWith }: Pick<Order, 'paidWith'>): number =>
  (paidWith ?? []).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
