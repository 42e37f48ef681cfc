import { sessionCookie } from '#platform/auth/session-cookie.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import type { Renewed } from './renew-session.ts'

/** The person who asks, and the session in which they do. */
export function actingIn({ visitor }: Pick<RequestCtx, 'visitor'>) {
  if (!visitor) throw new Refusal('forbidden', 'Sign in first.')
  return { customerId: visitor.customerId, sessionId: visitor.sessionId }
}

/** The browser goes on under the session's new token. */
export function handOut({ answerHeaders }: Pick<RequestCtx, 'answerHeaders'>, renewed: Renewed | null): void {
  if (renewed) answerHeaders?.append('set-cookie', sessionCookie(renewed))
}
