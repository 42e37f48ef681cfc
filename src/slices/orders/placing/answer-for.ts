import type { DbOrTx } from '#platform/db/client.ts'
import { declineCodeOf } from '#slices/orders/bank/decline-code.ts'
import type { NextAction, OrderSummary, PlaceOrderAnswer } from '#slices/orders/shop/order-answers.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { readPayment } from '#slices/payments/queries.ts'
import type { Order } from '../order.ts'
import { type OrderLine, readLines } from '../queries.ts'

/** `lines`: the order's lines, if the caller knows them. */
type About = { replayed: boolean; lines?: readonly OrderLine[] }

/** The current state of the order, as the answer to the buyer. */
export async function answerFor(
  db: DbOrTx,
  order: Order,
  { replayed, lines }: About,
): Promise<PlaceOrderAnswer> {
  const summary = summaryOf(order, lines ?? (await readLines(db, order.id)))
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
  { replayed, lines }: About,
): Promise<PlaceOrderAnswer> {
  return { kind: 'processing', order: summaryOf(order, lines ?? (await readLines(db, order.id))), replayed }
}

/** The question that the bank asks the shopper, as long as it is open. */
export async function nextActionOf(db: DbOrTx, order: Order): Promise<NextAction | null> {
  if (order.state !== 'reserved' || order.money !== 'requires_action') return null
  const payment = await readPayment(db, order.id)
  return payment?.clientSecret ? { clientSecret: payment.clientSecret, url: payment.nextActionUrl } : null
}

export function summaryOf(order: Order, lines: readonly OrderLine[]): OrderSummary {
  const money = (amount: number) => ({ amount, currency: order.currency })
  return {
    id: order.id,
    number: order.number,
    state: order.state,
    email: order.email,
    total: money(order.totalMinor),
    lines: lines.map(({ sku, name, options, imageUrl, quantity, unitPriceMinor, totalMinor }) => ({
      sku,
      name,
      options,
      imageUrl,
      quantity,
      unitPrice: money(unitPriceMinor),
      total: money(totalMinor),
    })),
    trackingToken: trackingTokenOf(order.id),
    placedAt: order.placedAt,
  }
}
