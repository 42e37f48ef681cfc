import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { lookUp } from '#slices/payments/charge.ts'
import { notePayment } from '#slices/payments/note-payment.ts'
import type { Payment } from '#slices/payments/queries.ts'
import { requestRefundOfRest } from '#slices/payments/refund.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { settleRefund } from './settle-refund.ts'

/**
 * An ended order must not keep money. If the provider took some later (its answer came after the order expired), the money
 * goes back once: the refund's id follows from the order's. Only this place returns such money, after it has read the
 * order's end from its row. The loser of a race never refunds.
 */
export async function returnLatePayment(ctx: OrdersCtx, order: Order, payment: Payment): Promise<Order> {
  if (payment.status === 'succeeded') return order
  const found = await lookUp(ctx, payment)
  if (found.kind !== 'payment' || found.payment.status !== 'succeeded' || found.payment.orderId !== order.id)
    return order
  const bankPayment = found.payment
  ctx.log.warn(
    { orderId: order.id, providerId: bankPayment.providerId },
    'money came after the order had ended; it goes back',
  )
  const refund = await transact(ctx, async ({ tx }) => {
    await notePayment(tx, payment.id, bankPayment, { status: 'succeeded', at: ctx.now() })
    const requested = await requestRefundOfRest(tx, {
      id: jobId('late-payment', payment.id),
      orderId: order.id,
      reason: 'late_payment',
      actor: ctx.actor,
      at: ctx.now(),
    })
    await fault('late-payment.in')
    return requested
  })
  await fault('late-payment.noted')
  if (refund) await settleRefund(ctx, refund.id, { fresh: true })
  return order
}
