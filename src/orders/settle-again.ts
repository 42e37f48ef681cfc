import { Refusal } from '#lib/refusal.ts'
import { answerFor } from './answer-for.ts'
import { noteBankAnswer } from './card-testing.ts'
import type { PlaceOrderAnswer } from './order-answers.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { settleOrder } from './settle-order.ts'
import { type OrderKey, openOrder } from './shopper-queries.ts'

/** Somebody who holds the key waits for the answer: ask the provider now rather than at the next sweep. */
export async function settleAgain(ctx: OrdersCtx, orderId: string, key: OrderKey): Promise<PlaceOrderAnswer> {
  const order = await openOrder(ctx.db, orderId, key)
  if (!order) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  const settled = await settleOrder(ctx, orderId)
  // A refusal at the bank's own page is a decline too; all others are counted where the order was placed.
  if (order.money === 'requires_action' && settled.state === 'declined') await noteBankAnswer(ctx, settled)
  return answerFor(ctx.db, settled, { replayed: true })
}
