import { env } from '#platform/lib/env.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'

/** Where the label of a return is fetched. The token of its order opens it, as it opens the invoice. */
export const labelUrl = (orderId: string, number: string): string =>
  `${env().shopUrl}/api/v1/orders/${orderId}/returns/${number}/label?token=${trackingTokenOf(orderId)}`
