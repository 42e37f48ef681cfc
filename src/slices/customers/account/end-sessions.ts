import { and, eq, ne } from 'drizzle-orm'
import { sessions } from '#platform/auth/schema.ts'
import { noteSessionEvent } from '#platform/auth/session-events.ts'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'

/** `others`: all but the session that asks. An id: that session. */
export type Which = 'all' | 'others' | { sessionId: string }
type Acting = { customerId: string; sessionId: string | null }

/**
 * Ends sessions of the customer, and answers how many. No process remembers a session, so the next request of an ended one finds
 * nobody, wherever it arrives.
 */
export async function endSessions(ctx: Pick<Ctx, 'db'>, acting: Acting, which: Which): Promise<number> {
  return ctx.db.transaction(tx => endSessionsIn(tx, acting, which))
}

export async function endSessionsIn(
  tx: Tx,
  { customerId, sessionId }: Acting,
  which: Which,
): Promise<number> {
  const chosen =
    which === 'all'
      ? undefined
      : which === 'others'
        ? sessionId
          ? ne(sessions.id, sessionId)
          : undefined
        : eq(sessions.id, which.sessionId)
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.customerId, customerId), chosen))
    .returning({ id: sessions.id, device: sessions.device })
  for (const { id, device } of ended)
    await noteSessionEvent(tx, { customerId, sessionId: id, what: 'ended', device })
  return ended.length
}

/** The session itself, and nothing else of the account. */
export const endThisSession = (tx: Tx, acting: { customerId: string; sessionId: string }): Promise<number> =>
  endSessionsIn(tx, acting, { sessionId: acting.sessionId })
