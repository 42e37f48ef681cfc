import { randomBytes } from 'node:crypto'
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { apiKeys } from './schema.ts'

export type ApiKey = { id: string; name: string; may: string[] }

/** Tells a scanner of leaked secrets, and a person, what it is. */
const PREFIX = 'orderly_'
const SECRET_BYTES = 32
const NOTED_EVERY_MS = 60_000

const newSecret = () => PREFIX + randomBytes(SECRET_BYTES).toString('base64url')

/** Makes a key. The secret is answered this once: afterwards the shop knows its hash alone. */
export async function createApiKey(
  db: DbOrTx,
  wish: {
    id: string
    name: string
    may: readonly string[]
    createdBy: string
    createdAt: Date
    expiresAt: Date | null
  },
): Promise<ApiKey & { secret: string }> {
  const secret = newSecret()
  await db.insert(apiKeys).values({ ...wish, may: [...wish.may], hash: sha256(secret) })
  return { id: wish.id, name: wish.name, may: [...wish.may], secret }
}

/** The key that this secret opens with; null for one that is unknown, past its end, or taken back. */
export async function findApiKey(db: DbOrTx, secret: string, now: Date): Promise<ApiKey | null> {
  if (!secret.startsWith(PREFIX)) return null
  const hash = sha256(secret)
  const [found] = await prepared<ApiKey & { lastUsedAt: string | null }>(db, OPENED_BY, [
    hash,
    now.toISOString(),
  ])
  if (!found) return null
  const notedBefore = new Date(now.getTime() - NOTED_EVERY_MS)
  if (!found.lastUsedAt || new Date(found.lastUsedAt) < notedBefore)
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now })
      .where(and(eq(apiKeys.id, found.id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, now))))
  return { id: found.id, name: found.name, may: found.may }
}

// Every request of a program asks this first.
const OPENED_BY = `
  select id, name, may, last_used_at as "lastUsedAt" from api_keys
  where (hash = $1 or (old_hash = $1 and old_ends_at > $2::timestamptz))
    and revoked_at is null and (expires_at is null or expires_at > $2::timestamptz)`

/**
 * Gives a key another secret, answered this once; the one before opens until `oldEndsAt`, and one before that no more. Null for a
 * key that is unknown or was taken back.
 */
export async function rotateApiKey(
  db: DbOrTx,
  { id, oldEndsAt }: { id: string; oldEndsAt: Date },
): Promise<{ secret: string } | null> {
  const secret = newSecret()
  const [rotated] = await db
    .update(apiKeys)
    .set({ hash: sha256(secret), oldHash: sql`${apiKeys.hash}`, oldEndsAt })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return rotated ? { secret } : null
}

/** Takes a key back at once. Answers whether there was one to take. */
export async function revokeApiKey(db: DbOrTx, id: string, now: Date): Promise<boolean> {
  const revoked = await db
    .update(apiKeys)
    .set({ revokedAt: sql`coalesce(revoked_at, ${now.toISOString()}::timestamptz)` })
    .where(eq(apiKeys.id, id))
    .returning({ id: apiKeys.id })
  return revoked.length > 0
}
