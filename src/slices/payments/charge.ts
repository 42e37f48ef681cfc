import { prepared } from '#platform/db/prepared.ts'
import { fault } from '#platform/lib/fault-points.ts'
import type { GatewayAnswer, PaymentsCtx } from './provider.ts'
import type { Payment } from './queries.ts'

/** So young a row tells when it was sent well enough; who asks whether a call may be under way reckons with it. */
export const NOTED_JUST_NOW_MS = 1_000

/** Sends the payment to the provider, once. The same attempt sent again is the same charge there. */
export async function charge(
  ctx: PaymentsCtx,
  payment: Payment,
  order: { number: string },
): Promise<GatewayAnswer> {
  // The moment of sending is noted, since until a while after it the call may be under way without us.
  const now = ctx.now()
  if (now.getTime() - payment.updatedAt.getTime() > NOTED_JUST_NOW_MS)
    await prepared(ctx.db, `update payments set updated_at = $2 where id = $1 and status = 'initiated'`, [
      payment.id,
      now.toISOString(),
    ])
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
