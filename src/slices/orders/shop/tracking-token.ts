import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

/** The key to one order, computed from its id and the shop's secret, so that no stored key can leak. */
export function trackingTokenOf(orderId: string): string {
  return sign(authSecret(), `tracking:${orderId}`)
}

export function trackingTokenFits(orderId: string, token: string): boolean {
  return sameSecret(token, trackingTokenOf(orderId))
}

/** The link in the mail. */
export function trackingUrl(orderId: string): string {
  return `${env().shopUrl}/orders/${orderId}?token=${trackingTokenOf(orderId)}`
}
