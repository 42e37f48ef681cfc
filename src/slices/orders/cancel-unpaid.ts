import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { readPayment } from '#slices/payments/queries.ts'
import type { Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { endWithoutMoney } from './placing/outcomes.ts'

/**
 * Ends an unpaid order: first its payment at the provider, then the order. In the other order, money could arrive for a
 * cancelled order.
 */
export async function cancelUnpaid(ctx: OrdersCtx, order: Order, reason: string): Promise<void> {
  const payment = await readPayment(ctx.db, order.id)
  if (!payment?.providerId)
    throw new Refusal('order_in_progress', 'The bank has not answered yet. Try again in a moment.', [], 30)
  await fault('call-off.before-cancel')
  const answer = await ctx.gateway.cancel(payment.providerId)
  await fault('call-off.canceled')
  if (answer.kind !== 'payment' || answer.payment.status !== 'canceled')
    throw new Refusal(
      'order_in_progress',
      'The payment could not be cancelled yet. Try again in a moment.',
      [],
      30,
    )
  await endWithoutMoney(ctx, order, payment, { type: 'order.cancelled', data: { reason } })
}
