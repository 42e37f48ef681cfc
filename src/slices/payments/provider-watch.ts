import { eq, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { providerWatch } from './schema.ts'

const ONLY = 1

/** Only one process asks, and no more often than this: two workers would ask for the same changes. */
const ASK_EVERY_MS = 25_000
/** A shop that asks for the first time reads this many past days too. */
const FIRST_LOOK_BACK_MS = 3 * 86_400_000

/** The time from which the shop must ask for changes now; null when another process has just asked. */
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
