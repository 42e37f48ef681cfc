import type { DbOrTx } from '#platform/db/client.ts'
import { readWaiting, unitsThatWait, type WaitingLine } from '#slices/inventory/waiting/queries.ts'
import { declineCodeOf } from '#slices/orders/bank/decline-code.ts'
import type { NextAction, OrderSummary, PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { readPayment } from '#slices/payments/queries.ts'
import { pricedLineOf } from '#slices/pricing/quote.ts'
import type { Order } from '../order.ts'
import { type OrderLine, readLines } from '../queries.ts'
import { discountsOf, paidWithOf, taxesOf } from '../sums.ts'

/** `fresh`: what was just written, if it was: its lines, and whether something of it waits for stock. */
type About = { fresh: { lines: readonly OrderLine[]; waits: boolean } | null }

/** The current state of the order, as the answer to the buyer. */
export async function answerFor(db: DbOrTx, order: Order, { fresh }: About): Promise<PlaceOrderAnswer> {
  const replayed = !fresh
  const summary = await summarized(db, order, fresh)
  switch (order.state) {
    case 'confirmed':
    case 'completed':
      return { kind: 'confirmed', order: summary, replayed }
    case 'declined':
      return { kind: 'declined', order: summary, code: declineCodeOf(order.endReason), replayed }
    case 'expired':
    case 'cancelled':
      return { kind: 'ended', order: summary, replayed }
    case 'reserved': {
      const nextAction = await nextActionOf(db, order)
      return nextAction
        ? { kind: 'requires_action', order: summary, nextAction, replayed }
        : { kind: 'processing', order: summary, replayed }
    }
  }
}

export async function processingAnswer(
  db: DbOrTx,
  order: Order,
  { fresh }: About,
): Promise<PlaceOrderAnswer> {
  return { kind: 'processing', order: await summarized(db, order, fresh), replayed: !fresh }
}

/** Of an order that was just written and does not wait nothing is read. */
async function summarized(db: DbOrTx, order: Order, fresh: About['fresh']): Promise<OrderSummary> {
  const [lines, waiting] = await Promise.all([
    fresh?.lines ?? readLines(db, order.id),
    fresh && !fresh.waits ? [] : readWaiting(db, [order.id]),
  ])
  return summaryOf(order, lines, waiting)
}

/** The question that the bank asks the shopper, as long as it is open. */
export async function nextActionOf(db: DbOrTx, order: Order): Promise<NextAction | null> {
  if (order.state !== 'reserved' || order.money !== 'requires_action') return null
  const payment = await readPayment(db, order.id)
  return payment?.clientSecret ? { clientSecret: payment.clientSecret, url: payment.nextActionUrl } : null
}

export function summaryOf(
  order: Order,
  lines: readonly OrderLine[],
  waiting: readonly WaitingLine[],
): OrderSummary {
  const money = (amount: number) => ({ amount, currency: order.currency })
  return {
    id: order.id,
    number: order.number,
    state: order.state,
    email: order.email,
    discounts: discountsOf(order),
    taxes: taxesOf(order, lines),
    total: money(order.totalMinor),
    paidWith: paidWithOf(order),
    billing: order.billing,
    lines: lines.map(line => ({
      ...pricedLineOf(line, order.currency),
      waiting: unitsThatWait(waiting, line.id),
    })),
    trackingToken: trackingTokenOf(order.id),
    placedAt: order.placedAt,
  }
}
