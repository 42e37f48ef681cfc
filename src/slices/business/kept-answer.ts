import { and, desc, eq, gt, lte } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { vatAnswers } from './schema.ts'

export type VatAnswer = typeof vatAnswers.$inferSelect

/**
 * Registers change each night, so an answer of yesterday is old. A buyer who compares in the morning and buys in the evening is asked about
 * once.
 */
export const KEPT_HOURS = 24
const HOUR_MS = 3_600_000

/** The latest answer about the id that still counts at that moment. Null: there is none. */
export async function keptAnswer(db: DbOrTx, vatId: string, { at }: { at: Date }): Promise<VatAnswer | null> {
  const [found] = await db
    .select()
    .from(vatAnswers)
    .where(
      and(
        eq(vatAnswers.vatId, vatId),
        gt(vatAnswers.askedAt, new Date(at.getTime() - KEPT_HOURS * HOUR_MS)),
        lte(vatAnswers.askedAt, at),
      ),
    )
    .orderBy(desc(vatAnswers.askedAt))
    .limit(1)
  return found ?? null
}
