import type { Money } from '#platform/fields/money.ts'
import type { Billing } from '#slices/business/billing.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import type { Expectation } from '#slices/pricing/arrival-days.ts'
import type { Arrival, Discount, PaidPart, PricedLine, Quote, Tax, Waiting } from '#slices/pricing/quote.ts'
import type { ExceptionKind, ParcelException } from '../delivery/exceptions.ts'
import type { ParcelState } from '../delivery/parcels.ts'
import type { OrderEventType } from '../events.ts'
import type { DeliveryState, MoneyState, OrderState, RecallState } from '../order.ts'

/** The bank has a question for the shopper. `url`: the page to show. Null when Stripe.js shows it by itself. */
export type NextAction = { clientSecret: string; url: string | null }

/** The reasons for a decline that a shopper may know. Lost, stolen and suspected cards are all `card_declined`. */
export const declineCodes = [
  'card_declined',
  'insufficient_funds',
  'expired_card',
  'incorrect_cvc',
  'incorrect_number',
  'processing_error',
  'authentication_failed',
  'payment_method_unknown',
  'payment_not_possible',
  'payment_failed',
] as const
export type DeclineCode = (typeof declineCodes)[number]

export type OrderSummary = {
  id: string
  number: string
  state: OrderState
  email: string
  discounts: Discount[]
  taxes: Tax[]
  total: Money
  paidWith: PaidPart[]
  billing: Billing | null
  /** `waiting`: the units of the line that wait for stock, and the day on which it is expected. */
  lines: (PricedLine & { waiting: Waiting | null })[]
  trackingToken: string
  placedAt: Date
}

export type PlaceOrderAnswer =
  | { kind: 'confirmed' | 'processing'; order: OrderSummary; replayed: boolean }
  | { kind: 'requires_action'; order: OrderSummary; nextAction: NextAction; replayed: boolean }
  | { kind: 'declined'; order: OrderSummary; code: DeclineCode; replayed: boolean }
  | { kind: 'ended'; order: OrderSummary; replayed: boolean }
  | { kind: 'out_of_stock'; lines: { sku: string; name: string; requested: number; available: number }[] }
  | { kind: 'price_changed'; quote: Quote }
  | { kind: 'payments_unavailable'; retryAfterSeconds: number }

/** One of several parcels, with the names of what is in it. */
export type ShopperParcel = {
  id: string
  state: ParcelState | ExceptionKind
  carrier: string | null
  trackingNumber: string | null
  /** The carrier's own page for the parcel, if there is one. */
  carrierUrl: string | null
  lines: { id: string; name: string; options: Record<string, string>; quantity: number }[]
  /** Null: nothing is promised of it apart from its order. */
  promise: (Arrival & { isLate: boolean; because: string | null }) | null
  /** It is sent instead of this one, which did not arrive as it should. */
  insteadOf: string | null
  /** The address before, if it left for that and the order goes elsewhere now. */
  wentTo: Address | null
}

/** Everything on the status page. */
export type OrderStatus = Omit<OrderSummary, 'lines'> & {
  /** `cancelled`: the units that were taken out before they left. */
  lines: (OrderSummary['lines'][number] & { cancelled: number })[]
  money: MoneyState
  delivery: DeliveryState
  shippingAddress: Address
  /** The name of the state or province; the address holds the code. */
  regionName: string | null
  shippingMethod: string
  shippingMethodName: string
  arrival: Arrival
  arrivalStanding: Expectation['standing']
  /** Why an order in one parcel comes later than we promised. */
  lateBecause: string | null
  subtotal: Money
  shipping: Money
  tax: Money
  taxName: string
  taxIncluded: boolean
  refunded: Money
  /** Each sum that was sent back, oldest first. */
  refunds: { amount: Money; at: Date }[]
  /** Why the money of a cancelled order is not on its way back: the bank decides a dispute, or could not pay it out. */
  moneyHeld: 'disputed' | 'with_bank' | null
  card: { brand: string; last4: string } | null
  /** `requested` or `items`: the order, or items of it, is being cancelled, and the warehouse has not said yet whether it could stop the parcel. */
  recall: RecallState | null
  carrier: string | null
  trackingNumber: string | null
  /** The carrier's own page for the parcel, if there is one. */
  carrierUrl: string | null
  /** The parcels of an order that is sent in several. */
  parcels: ShopperParcel[]
  /** What happened to the only parcel of an order. Null: nothing that is not as it should be. */
  exception: ParcelException | null
  nextAction: NextAction | null
  endReason: string | null
  invoiceReady: boolean
  timeline: { type: OrderEventType; at: Date }[]
  isGuest: boolean
  /** The reader holds the order, and it is not packed: they may cancel it or send it elsewhere. */
  mayChange: boolean
}

export type OrderListItem = {
  id: string
  number: string
  state: OrderState
  money: MoneyState
  delivery: DeliveryState
  total: Money
  units: number
  placedAt: Date
  imageUrls: string[]
  trackingToken: string
}
