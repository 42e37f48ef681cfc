import type { PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import type { DeclineWords } from '#slices/orders/shop/ui/decline-words.ts'
import type { CardProblem } from '#slices/payments/ui/card-token.ts'

type ShortLine = Extract<PlaceOrderAnswer, { kind: 'out_of_stock' }>['lines'][number]
type ChangedQuote = Extract<PlaceOrderAnswer, { kind: 'price_changed' }>['quote']

/** The result of pressing Pay when there is no order. */
export type Notice =
  | { kind: 'declined'; words: DeclineWords }
  | { kind: 'card'; problems: CardProblem[] }
  | { kind: 'out_of_stock'; lines: ShortLine[] }
  | { kind: 'price_changed'; quote: ChangedQuote }
  | { kind: 'payments_unavailable'; retryAfterSeconds: number }
  | { kind: 'rate_limited'; retryAfterSeconds: number; cards: boolean; message: string }
  | { kind: 'offline' }
  | { kind: 'unreachable' }
  /** `late`: it was not paid in time. Otherwise we or the shopper cancelled it. */
  | { kind: 'ended'; late: boolean }
  | { kind: 'given_up' }
  | { kind: 'refused'; message: string; fields: { path: string; message: string }[] }
