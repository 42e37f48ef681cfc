import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDay, formatMoney } from '#platform/ui/format.ts'
import { hasLeft } from '#slices/orders/refunds/plan-refund.ts'
import type { Dispute } from '#slices/payments/dispute.ts'
import type { DisputeState } from '#slices/payments/schema.ts'
import { mayHappen, type Order } from '../order.ts'

// Staff read these when the bank acts by itself: one sentence for what happened, one for what to do next.

type Facts = Pick<Order, 'number' | 'currency' | 'state' | 'delivery' | 'recall'>

export function madeThereWords(order: Facts, amountMinor: number): string {
  const went = `${order.number}: ${formatMoney(amountMinor, order.currency)} went back at the bank itself, not from this desk.`
  if (hasLeft(order) || order.recall === 'refused')
    return `${went} The parcel has left: ask for the goods back if they are due, then mark this as reviewed.`
  return `${went} The order is still sent as it was ordered: cancel it to keep the goods here, or mark this as reviewed.`
}

/** All of the money went back, and the parcel left before it could be stopped. */
export function leftMeanwhileWords(order: Facts): string {
  return `${order.number}: all of its money went back, and the parcel could not be stopped any more. Ask for the goods back, then mark this as reviewed.`
}

export function payoutFailedWords(order: Facts, amountMinor: number): string {
  return `${order.number}: the bank could not pay out the refund of ${formatMoney(amountMinor, order.currency)}, so the shopper does not have it and the money is here again. Ask them for another way to pay it, or refund it once more.`
}

export function refundRefusedWords(order: Facts, amountMinor: number, code: string): string {
  return `${order.number}: the bank refused to give back ${formatMoney(amountMinor, order.currency)} (${code.replaceAll('_', ' ')}). Look at the payment at the bank, then refund it once more if it is still due.`
}

export function refundCutWords(order: Facts, asked: { amountMinor: number; leftMinor: number }): string {
  const money = (amountMinor: number) => formatMoney(amountMinor, order.currency)
  return `${order.number}: ${money(asked.amountMinor)} was not given back, since only ${money(asked.leftMinor)} is left at the bank. Refund what is still due.`
}

/** Why this payment cannot be refunded now. */
export function disputedSentence(
  dispute: Pick<Dispute, 'state' | 'amountMinor' | 'currency' | 'dueAt'>,
): string {
  const sum = formatMoney(dispute.amountMinor, dispute.currency)
  if (dispute.state === 'lost')
    return `The bank took ${sum} of this payment back after a dispute, so it refunds nothing of it any more.`
  return `The card’s holder disputes ${sum} of this payment, so the bank refunds nothing of it until that is decided.${answerBy(dispute)}`
}

export function disputeWords(
  order: Facts,
  dispute: Pick<Dispute, 'state' | 'amountMinor' | 'currency' | 'reason' | 'dueAt'>,
): string {
  const sum = formatMoney(dispute.amountMinor, dispute.currency)
  const because = `(${dispute.reason.replaceAll('_', ' ')})`
  const stop = mayHappen(order, 'order.cancelled') ? ' Cancel the order if the goods should stay here.' : ''
  switch (dispute.state) {
    case 'inquiry':
      return `${order.number}: the card’s bank asks about ${sum} ${because}.${answerBy(dispute)} A refund ends the question, too.`
    case 'needs_response':
    case 'under_review':
      return `${order.number}: the card’s holder disputes ${sum} ${because}, and the bank has taken it for now.${answerBy(dispute)} Nothing of this payment can be refunded meanwhile.${stop}`
    case 'lost':
      return `${order.number}: the dispute over ${sum} ${because} is lost, and the money has gone.${stop || ' Mark this as reviewed once the goods are dealt with.'}`
    case 'won':
    case 'closed':
      return order.state === 'cancelled'
        ? `${order.number}: the dispute over ${sum} ${because} is over, and the money is here. The order is cancelled: refund it.`
        : `${order.number}: the dispute over ${sum} ${because} is over, and the money is here. Mark this as reviewed.`
  }
}

/** `£12.50 is disputed. Answer at the bank by Wed 9 Dec` */
export function disputeWaits(dispute: Pick<Dispute, 'amountMinor' | 'currency' | 'dueAt'>): string {
  const sum = formatMoney(dispute.amountMinor, dispute.currency)
  return `${sum} is disputed.${answerBy(dispute) || ' Answer it at the bank.'}`.replace(/\.$/, '')
}

/** A label that is read at a glance: `Disputed`, `Dispute lost`. */
export const disputeStateWords: Record<DisputeState, string> = {
  inquiry: 'Bank asks',
  needs_response: 'Disputed, answer it',
  under_review: 'Disputed, being decided',
  won: 'Dispute won',
  lost: 'Dispute lost',
  closed: 'Question closed',
}

function answerBy({ dueAt }: Pick<Dispute, 'dueAt'>): string {
  return dueAt ? ` Answer at the bank by ${formatDay(dueAt, { timeZone: SHOP_TIME_ZONE })}.` : ''
}
