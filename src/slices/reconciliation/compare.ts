import { formatMoney } from '#platform/ui/format.ts'
import type { Order } from '#slices/orders/order.ts'
import { type Dispute, isSame } from '#slices/payments/dispute.ts'
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '#slices/payments/provider.ts'
import type { Payment } from '#slices/payments/queries.ts'
import { cardPartOf, type Refund } from '#slices/payments/refund.ts'
import type { Difference, DifferenceKind } from './difference.ts'

// Pure: compares two rows that should agree and describes their difference in a sentence for staff.

/** One payment in both books. Null: that book does not have it. */
export type PaymentPair = {
  theirs: ProviderPayment | null
  ours: Payment | null
  /** The order that either row names. Null: we know no such order. */
  order: Order | null
  /** The payment that our book counts as the order's own money. */
  paidBy: Payment | null
}

export function paymentDifference(pair: PaymentPair): Difference | null {
  const { theirs, ours, order } = pair
  if (!theirs) return notThere(pair)
  if (!order) return ofNoOrder(theirs)
  const say = sayer(order, theirs.providerId)
  const there = money(theirs.amount)
  if (ours && theirs.orderId !== ours.orderId)
    return say('amount_differs', `${theirs.providerId} names another order there than here.`)
  if (ours && (theirs.amount.amount !== ours.amountMinor || theirs.amount.currency !== ours.currency)) {
    const here = money({ amount: ours.amountMinor, currency: ours.currency })
    return say('amount_differs', `${theirs.providerId} is over ${there} there and over ${here} here.`)
  }
  if (theirs.status === 'succeeded') return ofTaken(pair, theirs, order)
  if (ours?.status === 'succeeded')
    return say(
      'unpaid_there',
      `${theirs.providerId} counts as paid here; there it is ${words(theirs.status)}.`,
    )
  const ended = theirs.status === 'failed' || theirs.status === 'canceled'
  if (ended && ours && order.state === 'reserved' && isOpen(ours))
    return say(
      'not_settled',
      `${theirs.providerId} ended there as ${words(theirs.status)}; here it still waits.`,
    )
  return null
}

/** The provider took money. */
function ofTaken({ ours, paidBy }: PaymentPair, theirs: ProviderPayment, order: Order): Difference | null {
  const say = sayer(order, theirs.providerId)
  const { currency } = theirs.amount
  const taken = money({ amount: theirs.capturedMinor, currency })
  if (ours?.status === 'succeeded') {
    if (theirs.capturedMinor === ours.capturedMinor) return null
    const here = money({ amount: ours.capturedMinor, currency: ours.currency })
    return say('amount_differs', `${theirs.providerId} took ${taken} there and ${here} here.`)
  }
  const kept = theirs.capturedMinor - theirs.refundedMinor
  if (kept <= 0) return null
  if (order.state === 'reserved')
    return say('not_settled', `${theirs.providerId} took ${taken} there; here the order still waits for it.`)
  const keeps = `${theirs.providerId} keeps ${money({ amount: kept, currency })} there`
  if (paidBy) return say('charged_twice', `${keeps}, beside ${paidBy.providerId}, which paid for it.`)
  return say('charged_there', `${keeps}; here the order ended as ${order.state} and unpaid.`)
}

function ofNoOrder({ providerId, status, capturedMinor, refundedMinor, amount, orderId }: ProviderPayment) {
  const kept = capturedMinor - refundedMinor
  if (status !== 'succeeded' || kept <= 0) return null
  const names = orderId ? 'names an order that we do not know' : 'names no order'
  const keeps = money({ amount: kept, currency: amount.currency })
  const sentence = `The bank keeps ${keeps} (${providerId}), which ${names}.`
  return { kind: 'unknown_order' as const, orderId: null, providerId, sentence }
}

function notThere({ ours, order }: PaymentPair): Difference | null {
  if (!order || ours?.status !== 'succeeded') return null
  return sayer(order, ours.providerId)(
    'unpaid_there',
    `${ours.providerId} counts as paid here; the bank holds no such payment.`,
  )
}

export type RefundPair = { theirs: ProviderRefund | null; ours: Refund | null; order: Order }

export function refundDifference({ theirs, ours, order }: RefundPair): Difference | null {
  const providerId = theirs?.providerId ?? ours?.providerId ?? null
  const say = sayer(order, providerId)
  const wentBackThere = theirs?.status === 'succeeded'
  const wentBackHere = ours?.status === 'succeeded'
  // The provider knows only its own part of a refund, not what went to gift cards and store credit.
  const here = ours && money({ amount: cardPartOf(ours), currency: ours.currency })
  if (theirs && ours && theirs.amount.amount !== cardPartOf(ours)) {
    return say('amount_differs', `${providerId} gives back ${money(theirs.amount)} there and ${here} here.`)
  }
  if (wentBackThere && !wentBackHere) {
    const stands = ours
      ? ours.status === 'failed' || ours.status === 'reversed'
        ? 'it was given up'
        : 'it is still open'
      : 'nothing is noted'
    return say('refunded_there', `${money(theirs.amount)} went back there (${providerId}); here ${stands}.`)
  }
  if (wentBackHere && theirs?.status !== 'succeeded' && theirs?.status !== 'pending') {
    const there = theirs ? 'it failed' : 'there is no such refund'
    return say('refunded_here', `${here} counts as given back here (${providerId}); there ${there}.`)
  }
  return null
}

export type DisputePair = { theirs: ProviderDispute; ours: Dispute | null; order: Order }

export function disputeDifference(
  theirs: ProviderDispute,
  ours: Dispute | null,
  order: Order,
): Difference | null {
  if (ours && isSame(ours, theirs)) return null
  const there = `${money(theirs.amount)} is disputed there (${theirs.providerId}, ${words(theirs.state)})`
  const here = ours ? `here it is ${words(ours.state)}` : 'here nothing is noted'
  return sayer(order, theirs.providerId)('disputed_there', `${there}; ${here}.`)
}

/** For a payment whose refunds all agree but whose sum does not. */
export function refundedSumDifference(
  theirs: ProviderPayment,
  ours: Payment,
  order: Order,
): Difference | null {
  if (ours.status !== 'succeeded' || theirs.refundedMinor === ours.refundedMinor) return null
  const there = money({ amount: theirs.refundedMinor, currency: theirs.amount.currency })
  const here = money({ amount: ours.refundedMinor, currency: ours.currency })
  return sayer(order, theirs.providerId)(
    'amount_differs',
    `Of ${theirs.providerId}, ${there} was given back there and ${here} here.`,
  )
}

/** The sweeper, which runs every 15 s, has missed an order this far past its time. */
const OVERDUE_MS = 120_000

export const overdueBefore = (now: Date) => new Date(now.getTime() - OVERDUE_MS)

export function overdueDifference(order: Order, now: Date): Difference | null {
  if (order.state !== 'reserved' || order.expiresAt >= overdueBefore(now)) return null
  return sayer(order, null)('not_settled', 'its time for paying is over, and nobody ended it.')
}

function sayer(order: Order, providerId: string | null) {
  return (kind: DifferenceKind, sentence: string): Difference => ({
    kind,
    orderId: order.id,
    providerId,
    sentence: `${order.number}: ${sentence}`,
  })
}

function isOpen({ status }: Payment): boolean {
  return status === 'initiated' || status === 'requires_action'
}

function words(status: string): string {
  return status.replaceAll('_', ' ')
}

function money({ amount, currency }: { amount: number; currency: string }): string {
  return formatMoney(amount, currency)
}
