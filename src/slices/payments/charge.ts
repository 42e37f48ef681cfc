import { prepared } from '#platform/db/prepared.ts'
import { fault } from '#platform/lib/fault-points.ts'
import type { GatewayAnswer, PaymentsCtx } from './provider.ts'
import type { Payment } from './queries.ts'

/** A row this young is not written again: the time it already carries is close enough to the moment of sending, and checks for a call under way allow for the difference. */
export const NOTED_JUST_NOW_MS = 1_000

/** Sends the payment to the provider once. The provider treats the same attempt, sent again, as the same charge. */
export async function charge(
  ctx: PaymentsCtx,
  payment: Payment,
  order: { number: string },
): Promise<GatewayAnswer> {
  // The row notes the moment of sending: for a while after it the call may still be under way, even if this process dies.
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
    customer: payment.providerCustomerId,
  })
  await fault('charge.answered')
  return answer
}

/** Looks the payment up by the provider's id or, when its answer was lost, by the order it belongs to. */
export async function lookUp(ctx: PaymentsCtx, payment: Payment): Promise<GatewayAnswer> {
  return payment.providerId
    ? ctx.gateway.retrieve(payment.providerId)
    : ctx.gateway.findByOrder(payment.orderId, payment.createdAt)
}
