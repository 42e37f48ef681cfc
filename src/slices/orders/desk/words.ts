import { declineCodeOf } from '#slices/orders/bank/decline-code.ts'
import type { DeclineCode } from '#slices/orders/shop/order-answers.ts'
import { goesOn } from '../is-still-open.ts'
import type { DeliveryState, MoneyState, Order, OrderState } from '../order.ts'

/** The meaning of a status. Red is kept for "a person must act". */
export type StatusTone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'
export type Status = { words: string; tone: StatusTone }

/** What somebody did, as verb and object. `actor` is named instead of the one that recorded it. */
export type EventWords = { actor?: string; text: string; detail?: string; tone?: StatusTone }

export const stateWords: Record<OrderState, string> = {
  reserved: 'Processing',
  confirmed: 'Confirmed',
  completed: 'Completed',
  declined: 'Declined',
  expired: 'Expired',
  cancelled: 'Cancelled',
}

export const moneyWords: Record<MoneyState, string> = {
  unpaid: 'Unpaid',
  requires_action: 'Bank asks',
  paid: 'Paid',
  partially_refunded: 'Partially refunded',
  refunded: 'Refunded',
}

export const deliveryWords: Record<DeliveryState, string> = {
  unfulfilled: 'Unfulfilled',
  picking: 'Picking',
  packed: 'Packed',
  partly_shipped: 'Partly shipped',
  shipped: 'Shipped',
  delivered: 'Delivered',
  returned: 'Returned',
}

/** The payment state of an order, in one or two words. */
export function paymentStatus(order: Pick<Order, 'state' | 'money'>): Status {
  if (order.money === 'refunded') return { words: moneyWords.refunded, tone: 'neutral' }
  if (order.money === 'partially_refunded') return { words: moneyWords.partially_refunded, tone: 'warning' }
  if (order.money === 'paid') {
    return order.state === 'cancelled'
      ? { words: 'Not refunded yet', tone: 'warning' }
      : { words: moneyWords.paid, tone: 'success' }
  }
  if (order.state === 'reserved') {
    return {
      words: order.money === 'requires_action' ? moneyWords.requires_action : 'Processing',
      tone: 'info',
    }
  }
  return { words: stateWords[order.state], tone: 'neutral' }
}

export const beingRecalled: Status = { words: 'Being recalled', tone: 'warning' }
const losingItems: Status = { words: 'Items being taken out', tone: 'warning' }

/** The state of the parcel. Null while there is none to send. */
export function deliveryStatus(
  order: Pick<Order, 'state' | 'delivery'> & Partial<Pick<Order, 'recall'>>,
): Status | null {
  if (!goesOn(order)) return null
  if (order.recall === 'requested') return beingRecalled
  if (order.recall === 'items') return losingItems
  const tones: Record<DeliveryState, StatusTone> = {
    unfulfilled: 'warning',
    picking: 'info',
    packed: 'info',
    partly_shipped: 'info',
    shipped: 'success',
    delivered: 'success',
    returned: 'neutral',
  }
  return { words: deliveryWords[order.delivery], tone: tones[order.delivery] }
}

const declineWords: Record<DeclineCode, string> = {
  card_declined: 'card declined',
  insufficient_funds: 'not enough funds',
  expired_card: 'card expired',
  incorrect_cvc: 'wrong security code',
  incorrect_number: 'wrong card number',
  processing_error: 'the bank had a fault',
  authentication_failed: 'the bank could not confirm the shopper',
  payment_method_unknown: 'unknown payment method',
  payment_not_possible: 'not the card’s fault',
  payment_failed: 'no reason that we know',
}

/** The shop's own reasons and the bank's codes, as an order's row holds them. */
const endWords: Record<string, string> = {
  no_payment_in_time: 'no payment in time',
  payment_canceled: 'the payment was cancelled',
  payments_unavailable: 'the bank could not be reached',
  late_payment: 'the payment came too late',
  refunded_at_provider: 'given back at the bank itself',
  another_way_to_pay: 'the shopper took another way to pay',
  cancelled_by_shopper: 'the shopper no longer wanted it',
  withdrawn: 'the shopper withdrew from the contract',
}

/** Why an order ended. A person's own text stays as it is. */
export function reasonInWords(reason: string): string {
  return Object.hasOwn(endWords, reason) ? (endWords[reason] ?? reason) : reason
}

/**
 * Why a payment failed: `insufficient_funds` → "not enough funds". Staff see the exact refusal, which shoppers must not see.
 */
export function failureInWords(code: string): string {
  if (Object.hasOwn(endWords, code)) return reasonInWords(code)
  const decline = declineCodeOf(code)
  const words = declineWords[decline]
  const says =
    decline === 'card_declined' || decline === 'payment_not_possible' || decline === 'payment_failed'
  return says && code !== decline ? `${words} (${code.replaceAll('_', ' ')})` : words
}

const repeated: Record<string, string> = {
  'notifications.send-confirmation': 'mailed the confirmation again',
  'notifications.send-shipped': 'mailed again that it was shipped',
  'notifications.send-delivered': 'mailed again that it was delivered',
  'notifications.send-refunded': 'mailed again about a refund',
  'notifications.send-address-changed': 'mailed again that the address changed',
  'notifications.send-address-refused': 'mailed again that the address could not be changed',
  'notifications.send-cancelled': 'mailed again that it was cancelled',
}

/** The mail that a person had sent again. A mail about one of several refunds or parcels has a number behind a `#`. */
export function repeatedInWords(kind: string): string {
  const name = kind.replace(/#\d+$/, '')
  return Object.hasOwn(repeated, name) ? (repeated[name] ?? name) : `had ${name} sent again`
}

/** `took £12.95`. Of an order that gift cards paid, or that costs nothing, the bank took nothing. */
export const tookWords = (capturedMinor: number, formatMoney: (amountMinor: number) => string): string =>
  capturedMinor > 0 ? `took ${formatMoney(capturedMinor)}` : 'was asked for nothing'
