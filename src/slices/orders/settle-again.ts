import { Refusal } from '#platform/lib/refusal.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { answerFor } from './placing/answer-for.ts'
import { settleOrder } from './settle-order.ts'
import type { PlaceOrderAnswer } from './shop/order-answers.ts'
import { type OrderKey, openOrder } from './shop/shopper-queries.ts'

/** Somebody with the key waits for the answer, so we ask the provider now and not at the next sweep. */
export async function settleAgain(ctx: OrdersCtx, orderId: string, key: OrderKey): Promise<PlaceOrderAnswer> {
  const order = await openOrder(ctx.db, orderId, key)
  if (!order) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  const settled = await settleOrder(ctx, orderId)
  return answerFor(ctx.db, settled, { fresh: null })
}
