import { env } from '#platform/lib/env.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'

/** Where the label of a return is fetched. The token of its order opens it, as it opens the invoice; without it a session does. */
export function labelUrl(orderId: string, number: string, { withToken } = { withToken: true }): string {
  const url = `${env().shopUrl}/api/v1/orders/${orderId}/returns/${number}/label`
  return withToken ? `${url}?token=${trackingTokenOf(orderId)}` : url
}
