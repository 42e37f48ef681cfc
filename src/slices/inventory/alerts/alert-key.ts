import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

/** The key to one stock alert, derived from its id. A person who has it can read mail at that address. */
export function alertTokenOf(alertId: string): string {
  return sign(authSecret(), `stock-alert:${alertId}`)
}

export function alertTokenFits(alertId: string, token: string): boolean {
  return sameSecret(token, alertTokenOf(alertId))
}

/** The page where a shopper confirms or deletes an alert. Opening it changes nothing, because mail scanners open every link. */
export function alertUrl(alertId: string): string {
  return `${env().shopUrl}/back-in-stock/${alertId}?token=${alertTokenOf(alertId)}`
}

/** The address that a mail program posts to when its reader unsubscribes. */
export function alertRemovalUrl(alertId: string): string {
  return `${env().shopUrl}/api/stock-alerts/${alertId}/remove?token=${alertTokenOf(alertId)}`
}
