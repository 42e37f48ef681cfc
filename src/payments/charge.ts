import { and, eq } from 'drizzle-orm'
import { fault } from '#lib/fault-points.ts'
import type { GatewayAnswer, PaymentsCtx } from './gateway.ts'
import type { Payment } from './queries.ts'
import { payments } from './schema.ts'

/** Sends the payment to the provider, once. The same attempt sent again is the same charge there. */
export async function charge(
  ctx: PaymentsCtx,
  payment: Payment,
  order: { number: string },
): Promise<GatewayAnswer> {
  // The moment of sending is noted, since until a while after it the call may be under way without us.
  await ctx.db
    .update(payments)
    .set({ updatedAt: ctx.now() })
    .where(and(eq(payments.id, payment.id), eq(payments.status, 'initiated')))
  await fault('charge.sending')
  const answer = await ctx.gateway.charge({
    orderId: payment.orderId,
    orderNumber: order.number,
    attempt: payment.attempt,
    amount: { amount: payment.amountMinor, currency: payment.currency },
    method: payment.method,
  })
  await fault('charge.answered')
  return answer
}

/** What became of the payment, by its id there or, when its answer was lost, by the order it belongs to. */
export async function lookUp(ctx: PaymentsCtx, payment: Payment): Promise<GatewayAnswer> {
  return payment.providerId
    ? ctx.gateway.retrieve(payment.providerId)
    : ctx.gateway.findByOrder(payment.orderId, payment.createdAt)
}
