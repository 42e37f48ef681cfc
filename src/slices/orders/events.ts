import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'
import type { Billing } from '#slices/business/billing.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { CreditPayment } from '#slices/pricing/means.ts'
import type { TaxGroup } from '#slices/pricing/price.ts'
import type { ExceptionKind } from './delivery/exceptions.ts'

/** Each thing that happened to an order, in the past tense. The order row is the fold of these (apply-event.ts). */
export type OrderEvent =
  | { type: 'order.placed'; data: OrderPlaced }
  | { type: 'order.payment_action_required'; data: PaymentActionRequired }
  | { type: 'order.confirmed'; data: { paymentId: string; capturedMinor: number } }
  | { type: 'order.declined'; data: { paymentId: string; code: string } }
  | { type: 'order.expired'; data: { reason: string } }
  | { type: 'order.cancelled'; data: OrderCancelled }
  | { type: 'order.recall_requested'; data: OrderRecall }
  | { type: 'order.recall_refused'; data: { reason: string } }
  | { type: 'order.items_recalled'; data: ItemsRecalled }
  | { type: 'order.items_cancelled'; data: ItemsCancelled }
  | { type: 'order.reopened'; data: { expiresAt: string } }
  | { type: 'order.refunded'; data: OrderRefunded }
  | { type: 'order.refund_failed'; data: RefundFailed }
  | { type: 'order.dispute_lost'; data: DisputedMoney }
  | { type: 'order.dispute_returned'; data: DisputedMoney }
  | { type: 'order.late_payment_returned'; data: { refundId: string; amountMinor: number } }
  | { type: 'order.parcels_planned'; data: { parcels: PlannedParcel[] } }
  | { type: 'order.stock_came'; data: StockCame }
  | { type: 'order.picking'; data: OfParcel }
  | { type: 'order.packed'; data: OfParcel }
  | { type: 'order.parcel_moved'; data: ParcelMoved }
  | { type: 'order.parcel_shipped'; data: OrderShipped & { parcelId: string } }
  | { type: 'order.shipped'; data: OrderShipped }
  | { type: 'order.parcel_corrected'; data: ParcelFacts & OfParcel }
  | { type: 'order.parcel_delivered'; data: { parcelId: string } }
  | { type: 'order.delivered'; data: OfParcel }
  | { type: 'order.parcel_exception'; data: ParcelExceptionNoted }
  | { type: 'order.exception_settled'; data: ExceptionSettled }
  | { type: 'order.resent'; data: OrderResent }
  | { type: 'order.returned'; data: Record<string, never> }
  | { type: 'order.completed'; data: Record<string, never> }
  | { type: 'order.put_under_review'; data: { reason: string } }
  | { type: 'order.reviewed'; data: { note: string } }
  | { type: 'order.jobs_sent_again'; data: { queues: string[] } }
  | { type: 'order.jobs_discarded'; data: { queues: string[]; reason: string } }
  | { type: 'order.mail_repeated'; data: { kind: string } }
  | { type: 'order.invoice_repeated'; data: Record<string, never> }
  | { type: 'order.hand_over_repeated'; data: Record<string, never> }
  | { type: 'order.address_changed'; data: AddressChanged }
  | { type: 'order.address_refused'; data: AddressRefused }

export type OrderEventType = OrderEvent['type']
export type OrderEventData = OrderEvent['data']

/**
 * Everything the row holds at first. Times are ISO 8601. A field that is added to this event or any other is optional: old
 * events do not have it, and the fold (apply-event.ts) gives it a value. old-events.test.ts checks this.
 */
export type OrderPlaced = {
  number: string
  inputHash: string
  customerId: string | null
  email: string
  shippingAddress: Address
  /** Left out when the person at the delivery address is billed. */
  billing?: Billing
  shippingMethod: string
  locale: string
  currency: string
  subtotalMinor: number
  shippingMinor: number
  discountMinor: number
  taxMinor: number
  taxIncluded: boolean
  /** Older events do not have it: all of the order has one rate. */
  taxes?: TaxGroup[]
  /** Left out when no promotion gave anything. */
  discounts?: OrderDiscount[]
  /** Left out when the card pays all of it. */
  paidWith?: CreditPayment[]
  totalMinor: number
  units: number
  expiresAt: string
}

/** What a promotion took off an order. The delivery's part is in the amount. */
export type OrderDiscount = {
  promotionId: string
  version: number
  name: string
  code: string | null
  codeId: string | null
  amountMinor: number
  deliveryMinor: number
}

/** The bank's question may be answered until `expiresAt`. Older events do not have it, and the hold then stays as it was. */
export type PaymentActionRequired = { paymentId: string; expiresAt?: string }

/** Older events hold only the reason, and so do those of orders that were never paid. */
export type OrderCancelled = {
  reason: string
  /** The refund that this cancellation asked for, and its sum. Both are left out when nothing was left to give back. */
  refundId?: string
  refundMinor?: number
  /** The sum that went back before. */
  refundedBeforeMinor?: number
}

/**
 * Money that the bank took for good after a dispute, or gave back although the dispute had been lost. The order's own money
 * stays as it is: it was paid, and no refund of ours went out.
 */
export type DisputedMoney = { disputeId: string; amountMinor: number }

/** The facts we know about a parcel. We never invent one. */
export type ParcelFacts = { carrier?: string | null; trackingNumber?: string | null }

/** The parcel that the step is about. An order in one parcel does not name it, and neither do older events. */
export type OfParcel = { parcelId?: string }

/** `unheard`: nobody told us when it left, but a later step shows that it did. Of several parcels it is the last that left. */
export type OrderShipped = ParcelFacts & OfParcel & { unheard?: true }

/** Something happened to a parcel after it had left. The case holds the rest. */
export type ParcelExceptionNoted = OfParcel & { caseId: string; kind: ExceptionKind }

/** Staff have decided what follows: money went back for what was in it, the same goods are sent once more, or nothing follows. */
export type ExceptionSettled = OfParcel & {
  caseId: string
  kind: ExceptionKind
  outcome: 'refund' | 'reship' | 'nothing'
  /** What was in the parcel is on this shelf again, and no refund put it there. Left out when it is not, and in older events. */
  back?: PutBack
}

/** The warehouse in which goods came back. `warehouse` is its code. */
export type PutBack = { warehouseId: string; warehouse: string }

/** What was in the parcel of a case is sent once more: further units of the same lines, in these new parcels. */
export type OrderResent = {
  caseId: string
  /** The parcel that did not arrive as it should. */
  insteadOf: string
  parcelIds: string[]
  lines: { lineId: string; quantity: number }[]
  /** The order goes there from now on. Left out when the address stays, and in older events. */
  shippingAddress?: Address
}

/** One of several parcels took a step that another one had taken before it. */
export type ParcelMoved = { parcelId: string; to: 'picking' | 'packed' }

/** A parcel of an order that leaves from several warehouses. `warehouse` is the code of the one that it leaves from. */
export type PlannedParcel = {
  id: string
  warehouseId: string
  warehouse: string
  lines: { lineId: string; quantity: number }[]
  /** It was the only parcel of its order before this plan, and its steps until then name none. */
  isWhole?: true
  /** It is sent instead of this parcel, which did not arrive as it should. */
  insteadOf?: string
}

/** What the order waited for has come, and these parcels were planned of it. */
export type StockCame = { parcels: Pick<PlannedParcel, 'id' | 'lines'>[] }

/**
 * We ask the warehouse to stop the parcel. When it agrees, the order is cancelled for this reason and the money goes back
 * under this id.
 */
export type OrderRecall = { reason: string; refundId: string; inputHash?: string }

/** Units of a line that are to be taken out of the order, and the parcel that they are in. */
export type ItemsOfParcel = { lineId: string; quantity: number; parcelId: string }

/**
 * We ask the warehouses to stop the parcels that hold these units. When all of them agree, the units are taken out, the rest leaves in new parcels, and
 * the money goes back under this id.
 */
export type ItemsRecalled = {
  reason: string
  refundId: string
  inputHash: string
  lines: ItemsOfParcel[]
  /** Units that waited for stock and were in no parcel. Left out when there were none. */
  waiting?: { lineId: string; quantity: number }[]
}

/** These units are no longer part of the order. `delivery`: how far the order is without them, when nothing of it is left in the house. */
export type ItemsCancelled = {
  reason: string
  refundId: string
  inputHash: string
  lines: { lineId: string; quantity: number }[]
  /** Left out when nothing goes back: the items were free, or their money was given back before. */
  refundMinor?: number
  delivery?: 'shipped' | 'delivered'
}

/** The new address, and the id that a program made for the change, if it made one. */
export type AddressChanged = { shippingAddress: Address; changeId?: string }

/** The warehouse keeps to `shippingAddress`, which it was told before: the parcel was packed already. */
export type AddressRefused = { shippingAddress: Address; reason: string }

/** Older refunds hold only their amount. A refund of a plain sum names no lines either. */
export type OrderRefunded = {
  refundId: string
  amountMinor: number
  reason: string
  /** The part of the amount that went back to gift cards and store credit. The rest went to the card. */
  creditMinor?: number
  /** The part of it that the card had paid and that was given as store credit instead, or as a gift card to a guest. */
  grantedMinor?: number
  grantedAs?: 'store_credit' | 'gift_card'
  /** The part of the amount that is for the delivery. */
  shippingMinor?: number
  lines?: RefundedLine[]
}
/** `creditMinor`: the part of it that gift cards and store credit had got. It stays there, and another refund says so. */
export type RefundFailed = { refundId: string; amountMinor: number; creditMinor?: number }
export type RefundedLine = { lineId: string; quantity: number; amountMinor: number; restocked: boolean }

/** The payload of the announcing job. The event itself is read again from the database, so nothing can go stale. */
export const announcementSchema = z.object({ orderId: z.uuid(), seq: z.int().positive() })
export type Announcement = z.infer<typeof announcementSchema>

const announced = <Name extends OrderEventType>(name: Name) => ({
  ...defineEvent({ name, schema: announcementSchema, key: ({ orderId, seq }) => [orderId, seq] }),
  name,
})

// The events that other slices may follow (docs/what-follows.md says what does). One job announces each of them, written with the event.
export const orderConfirmed = announced('order.confirmed')
export const orderRecallRequested = announced('order.recall_requested')
export const orderItemsRecalled = announced('order.items_recalled')
export const orderItemsCancelled = announced('order.items_cancelled')
export const orderCancelled = announced('order.cancelled')
export const orderRefunded = announced('order.refunded')
export const orderRefundFailed = announced('order.refund_failed')
export const orderDisputeLost = announced('order.dispute_lost')
export const orderDisputeReturned = announced('order.dispute_returned')
export const orderResent = announced('order.resent')
export const orderStockCame = announced('order.stock_came')
export const orderParcelShipped = announced('order.parcel_shipped')
export const orderShipped = announced('order.shipped')
export const orderDelivered = announced('order.delivered')
export const orderMailRepeated = announced('order.mail_repeated')
export const orderInvoiceRepeated = announced('order.invoice_repeated')
export const orderHandOverRepeated = announced('order.hand_over_repeated')
export const orderAddressChanged = announced('order.address_changed')
export const orderAddressRefused = announced('order.address_refused')

export const announcedEvents = [
  orderConfirmed,
  orderRecallRequested,
  orderItemsRecalled,
  orderItemsCancelled,
  orderCancelled,
  orderRefunded,
  orderRefundFailed,
  orderDisputeLost,
  orderDisputeReturned,
  orderResent,
  orderStockCame,
  orderParcelShipped,
  orderShipped,
  orderDelivered,
  orderMailRepeated,
  orderInvoiceRepeated,
  orderHandOverRepeated,
  orderAddressChanged,
  orderAddressRefused,
] as const
export type AnnouncedName = (typeof announcedEvents)[number]['name']
