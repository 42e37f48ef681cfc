import { sessionCookie } from '#platform/auth/session-cookie.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import type { Renewed } from './renew-session.ts'

/** Sends the new token of a session to its browser. */
export function handOut({ answerHeaders }: Pick<RequestCtx, 'answerHeaders'>, renewed: Renewed | null): void {
  if (renewed) answerHeaders?.append('set-cookie', sessionCookie(renewed))
}
