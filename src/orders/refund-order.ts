import { v7 as uuidv7 } from 'uuid'
import { transact } from '#jobs/transact.ts'
import { fault } from '#lib/fault-points.ts'
import { Refusal } from '#lib/refusal.ts'
import { requestRefundOfRest } from '#payments/refund.ts'
import { cancelOrder } from './cancel-order.ts'
import { mayHappen, type Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { requireOrder } from './queries.ts'
import { settleRefund } from './settle-refund.ts'

/** Gives back all that is left of an order's money. One that has not left the house is cancelled with it, so that its stock comes back too. */
export async function refundOrder(
  ctx: OrdersCtx,
  input: { orderId: string; reason: string },
): Promise<Order> {
  const order = await requireOrder(ctx.db, input.orderId)
  if (order.state === 'confirmed' && mayHappen(order, 'order.cancelled')) return cancelOrder(ctx, input)
  if (!mayHappen(order, 'order.refunded'))
    throw new Refusal('conflict', 'This order was never paid, so there is nothing to give back.')
  const refund = await transact(ctx, ({ tx }) =>
    requestRefundOfRest(tx, {
      id: uuidv7(),
      orderId: order.id,
      reason: input.reason,
      actor: ctx.actor,
      at: ctx.now(),
    }),
  )
  if (!refund) throw new Refusal('conflict', 'Everything was given back already, or is on its way.')
  await fault('refund.requested')
  await settleRefund(ctx, refund.id, { fresh: true })
  return requireOrder(ctx.db, order.id)
}
