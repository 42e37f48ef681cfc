import { and, eq, lt, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import type { Log } from '#platform/lib/log.ts'
import { deviceWords } from './device-words.ts'
import { customers, sessions } from './schema.ts'
import { IDLE_SECONDS, idleEnd, longestOf, SEEN_EVERY_SECONDS } from './session-times.ts'

/** The columns that better-auth brings along with each session. */
export const sessionFields = {
  endsAt: { type: 'date', required: true, input: false },
  device: { type: 'string', required: false, input: false },
  seenAt: { type: 'date', required: true, input: false },
  provenAt: { type: 'date', required: false, input: false },
  factors: { type: 'string[]', required: true, input: false },
} as const

/** The columns that it brings along with each person, beside its own. */
export const personFields = { staffSince: { type: 'date', required: false, input: false } } as const

/** `expiresAt` comes early for a browser that should not remember. */
type NewSession = { userId: string; createdAt: Date; expiresAt: Date; factors?: unknown }
type Endpoint = { path?: string | undefined; headers?: Headers | undefined } | null

/** The endpoints at which a password was just checked or chosen. */
const BY_PASSWORD = new Set(['/sign-in/email', '/sign-up/email'])

/**
 * What stands in the row of a session that begins: its ends, its browser in words, and how the person proved who they are. An endpoint of
 * ours says that itself (second-step-endpoint.ts); a request cannot.
 */
export async function beginningOf(
  db: Db,
  { userId, createdAt, expiresAt, factors: said }: NewSession,
  endpoint: Endpoint,
) {
  const factors = Array.isArray(said)
    ? said.map(String)
    : BY_PASSWORD.has(endpoint?.path ?? '')
      ? ['password']
      : []
  const longest = longestOf(factors.length ? await roleOf(db, userId) : null)
  const endsAt = new Date(Math.min(expiresAt.getTime(), createdAt.getTime() + longest * 1_000))
  return {
    endsAt,
    expiresAt: idleEnd(createdAt, endsAt),
    device: deviceWords(endpoint?.headers?.get('user-agent')),
    seenAt: createdAt,
    provenAt: factors.length ? createdAt : null,
    factors,
    ipAddress: null,
    userAgent: null,
  }
}

async function roleOf(db: Db, customerId: string): Promise<string | null> {
  const [person] = await db
    .select({ role: customers.role })
    .from(customers)
    .where(eq(customers.id, customerId))
  return person?.role ?? null
}

/**
 * Notes that the session is in use, which moves its idle end on. Nobody waits for it: a note that fails is made at the next
 * request. The condition stands in the statement, so that of many requests at once one writes.
 */
export function noteSeen(
  ctx: { db: Db; log: Log },
  session: { id: string; seenAt: Date },
  now = new Date(),
): void {
  const before = new Date(now.getTime() - SEEN_EVERY_SECONDS * 1_000)
  if (session.seenAt >= before) return
  ctx.db
    .update(sessions)
    .set({
      seenAt: now,
      expiresAt: sql`least(ends_at, ${now.toISOString()}::timestamptz + make_interval(secs => ${IDLE_SECONDS}))`,
    })
    .where(and(eq(sessions.id, session.id), lt(sessions.seenAt, before)))
    .catch(error => ctx.log.warn({ error: String(error) }, 'a visit was not noted'))
}
