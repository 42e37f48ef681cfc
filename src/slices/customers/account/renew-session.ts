import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { sessions } from '#platform/auth/schema.ts'
import type { Factor } from '#platform/auth/second-factor.ts'
import type { Tx } from '#platform/db/client.ts'

/** 192 random bits, as better-auth's own tokens have. */
const TOKEN_BYTES = 24

export type Renewed = { token: string; endsAt: Date }

/**
 * Gives the session another token, since a copy of the old one must not profit from what changed: a password, an address, a factor.
 * `by`: how the person has just proved who they are; null when they have not. Null when the session has ended meanwhile.
 */
export async function renewSession(tx: Tx, sessionId: string, by: Factor | null): Promise<Renewed | null> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const [renewed] = await tx
    .update(sessions)
    .set({
      token,
      updatedAt: sql`now()`,
      ...(by && {
        factors: sql`case when ${by} = any (factors) then factors else factors || ${by}::text end`,
        provenAt: sql`now()`,
      }),
    })
    .where(eq(sessions.id, sessionId))
    .returning({ endsAt: sessions.endsAt })
  return renewed ? { token, endsAt: renewed.endsAt } : null
}
