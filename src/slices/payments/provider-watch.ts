import { eq, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { providerWatch } from './schema.ts'

const ONLY = 1

/** One process at a time asks, and not more often than so: two workers would only ask for the same. */
const ASK_EVERY_MS = 25_000
/** A shop that never asked before also hears of what happened in its last days. */
const FIRST_LOOK_BACK_MS = 3 * 86_400_000

/** From when on the provider's changes must be asked for now; null: somebody has just done it. */
export async function claimWatch(db: Db, now: Date): Promise<Date | null> {
  const before = new Date(now.getTime() - ASK_EVERY_MS)
  const [claimed] = await db
    .insert(providerWatch)
    .values({ id: ONLY, seenUntil: new Date(now.getTime() - FIRST_LOOK_BACK_MS), lookedAt: now })
    .onConflictDoUpdate({
      target: providerWatch.id,
      set: { lookedAt: now },
      setWhere: sql`${providerWatch.lookedAt} <= ${before.toISOString()}::timestamptz`,
    })
    .returning({ seenUntil: providerWatch.seenUntil })
  return claimed?.seenUntil ?? null
}

export async function noteSeenUntil(db: Db, seenUntil: Date): Promise<void> {
  await db.update(providerWatch).set({ seenUntil }).where(eq(providerWatch.id, ONLY))
}
