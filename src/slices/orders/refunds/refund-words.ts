import { paidWords } from '#slices/pricing/paid-words.ts'
import type { OrderRefunded } from '../events.ts'
import type { Order } from '../order.ts'
import { paidWithOf } from '../sums.ts'

/** Where the money of a refund went: to the bank's card, to what else paid, or to both. */
export const refundWords = (
  order: Pick<Order, 'paidWith' | 'totalMinor' | 'currency'>,
  { amountMinor, creditMinor = 0 }: Pick<OrderRefunded, 'amountMinor' | 'creditMinor'>,
  card: string,
): string =>
  paidWords(
    paidWithOf(order).filter(({ kind }) => (kind === 'card' ? amountMinor > creditMinor : creditMinor > 0)),
    card,
  )
