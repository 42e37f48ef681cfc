import type { Address } from './address-fields.ts'

/** What happened to an order, in the past tense. The order row is the fold of these (order.ts). */
export type OrderEvent =
  | { type: 'order.placed'; data: OrderPlaced }
  | { type: 'order.payment_action_required'; data: { paymentId: string } }
  | { type: 'order.confirmed'; data: { paymentId: string; capturedMinor: number } }
  | { type: 'order.declined'; data: { paymentId: string; code: string } }
  | { type: 'order.expired'; data: { reason: string } }
  | { type: 'order.cancelled'; data: { reason: string } }
  | { type: 'order.reopened'; data: { expiresAt: string } }
  | { type: 'order.refunded'; data: OrderRefunded }
  | { type: 'order.late_payment_returned'; data: { refundId: string; amountMinor: number } }
  | { type: 'order.picking'; data: Record<string, never> }
  | { type: 'order.packed'; data: Record<string, never> }
  | { type: 'order.shipped'; data: { carrier: string; trackingNumber: string } }
  | { type: 'order.delivered'; data: Record<string, never> }
  | { type: 'order.returned'; data: Record<string, never> }
  | { type: 'order.completed'; data: Record<string, never> }
  | { type: 'order.put_under_review'; data: { reason: string } }
  | { type: 'order.reviewed'; data: { note: string } }

export type OrderEventType = OrderEvent['type']
export type OrderEventData = OrderEvent['data']

/** Everything the row says from its first moment on. Times are ISO 8601. */
export type OrderPlaced = {
  number: string
  inputHash: string
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
  taxIncluded: boolean
  totalMinor: number
  units: number
  expiresAt: string
}

/** Older refunds say no more than their amount; one of a mere sum names no lines either. */
export type OrderRefunded = {
  refundId: string
  amountMinor: number
  reason: string
  /** What of the amount was for the delivery. */
  shippingMinor?: number
  lines?: RefundedLine[]
}
export type RefundedLine = { lineId: string; quantity: number; amountMinor: number; restocked: boolean }

/**
 * The events that others may react to: each is announced by one job, written with the event, on the queue of the
 * same name. Who reacts stands in subscriptions.ts.
 */
export const announcedEvents = [
  'order.confirmed',
  'order.cancelled',
  'order.refunded',
  'order.shipped',
  'order.delivered',
] as const satisfies OrderEventType[]
export type AnnouncedEvent = (typeof announcedEvents)[number]

/** What the announcing job carries: the event is read again from the database, so nothing can go stale. */
export type Announcement = { orderId: string; seq: number }
