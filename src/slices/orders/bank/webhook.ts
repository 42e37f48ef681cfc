import type { Ctx } from '#platform/jobs/ctx.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { receiveWebhook, type WebhookAnswer } from '#slices/payments/webhook.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { followChange } from './follow-change.ts'

/**
 * The card network says that something happened. We settle the order it names from the provider's record, not from the
 * message.
 */
export async function receivePaymentWebhook(
  ctx: Ctx & Pick<OrdersCtx, 'goOn'>,
  request: { rawBody: string; signature: string | null },
): Promise<WebhookAnswer> {
  const paymentsCtx = withGateway({
    ...ctx,
    actor: { kind: 'system' as const, name: 'payment-webhook' as const },
  })
  return receiveWebhook(paymentsCtx, request, (orderId, change) => followChange(paymentsCtx, orderId, change))
}
