import { paidWords } from '#slices/pricing/paid-words.ts'
import type { PaidPart } from '#slices/pricing/quote.ts'
import type { OrderRefunded } from '../events.ts'
import type { Order } from '../order.ts'
import { paidWithOf } from '../sums.ts'

type Sums = Pick<OrderRefunded, 'amountMinor' | 'creditMinor' | 'grantedMinor' | 'grantedAs'>

/** What of a refund went back to the bank's card. */
export const byCardOf = ({ amountMinor, creditMinor = 0, grantedMinor = 0 }: Sums): number =>
  amountMinor - creditMinor - grantedMinor

/** Where the money of a refund went: to the bank's card, to what else paid, to credit that was given instead, or to several of them. */
export const refundWords = (
  order: Pick<Order, 'paidWith' | 'totalMinor' | 'currency'>,
  refunded: Sums,
  card: string,
): string => {
  const back: Omit<PaidPart, 'amount'>[] = paidWithOf(order).filter(({ kind }) =>
    kind === 'card' ? byCardOf(refunded) > 0 : (refunded.creditMinor ?? 0) > 0,
  )
  const isThere = back.some(({ kind }) => kind === 'store_credit')
  if (refunded.grantedAs === 'gift_card') back.push({ kind: 'gift_card', codeEnd: null })
  else if (refunded.grantedAs && !isThere) back.push({ kind: 'store_credit', codeEnd: null })
  return paidWords(back, card)
}
