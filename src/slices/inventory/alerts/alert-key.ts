import { authSecret, env } from '#platform/lib/env.ts'
import { sameSecret, sign } from '#platform/lib/hash.ts'

/** The key to one request for a letter, worked out from its id: its holder reads mail at that address. */
export function alertTokenOf(alertId: string): string {
  return sign(authSecret(), `stock-alert:${alertId}`)
}

export function alertTokenFits(alertId: string, token: string): boolean {
  return sameSecret(token, alertTokenOf(alertId))
}

/** The page where a request is confirmed or taken back. Opening it changes nothing: mail scanners open every link. */
export function alertUrl(alertId: string): string {
  return `${env().shopUrl}/back-in-stock/${alertId}?token=${alertTokenOf(alertId)}`
}

/** What a mail program posts to when its reader wants no more of these. */
export function alertRemovalUrl(alertId: string): string {
  return `${env().shopUrl}/api/stock-alerts/${alertId}/remove?token=${alertTokenOf(alertId)}`
}
