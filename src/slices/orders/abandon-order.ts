import { Refusal } from '#platform/lib/refusal.ts'
import { cancelUnpaid } from './cancel-unpaid.ts'
import { ANOTHER_WAY_TO_PAY } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { answerFor } from './placing/answer-for.ts'
import { requireOrder } from './queries.ts'
import { LostRace } from './record-events.ts'
import { settleOrder } from './settle-order.ts'
import type { PlaceOrderAnswer } from './shop/order-answers.ts'
import { type OrderKey, openOrder } from './shop/shopper-queries.ts'

/**
 * The shopper wants to pay another way. The unpaid order ends now, so that its stock is free for their next try. An order
 * that was paid in the meantime stays as it is, and the answer says so.
 */
export async function abandonOrder(
  ctx: OrdersCtx,
  orderId: string,
  key: OrderKey,
): Promise<PlaceOrderAnswer> {
  if (!(await openOrder(ctx.db, orderId, key)))
    throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  const order = await settleOrder(ctx, orderId)
  if (order.state === 'reserved') {
    try {
      await cancelUnpaid(ctx, order, ANOTHER_WAY_TO_PAY)
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }
  return answerFor(ctx.db, await requireOrder(ctx.db, orderId), { fresh: null })
}
