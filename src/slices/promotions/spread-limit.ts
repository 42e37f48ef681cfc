import { and, asc, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { promotionBudgets } from './schema.ts'

/** As many buyers count at once without waiting for each other. */
const BUCKETS = 16
/** A smaller limit has one row: its buyers are soon done. */
const LARGE_LIMIT = 1_000

/**
 * Shares a promotion's limit out over the rows that count its uses, above what each has counted. It refuses a limit below what is used.
 * Its caller holds the promotion's own row, so that limits are shared out one after the other.
 */
export async function spreadLimit(tx: Tx, promotionId: string, limitTotal: number | null): Promise<void> {
  const known = await tx
    .select({ bucket: promotionBudgets.bucket, used: promotionBudgets.used })
    .from(promotionBudgets)
    .where(eq(promotionBudgets.promotionId, promotionId))
    .orderBy(asc(promotionBudgets.bucket))
    .for('update')
  const used = known.reduce((sum, row) => sum + row.used, 0)
  if (limitTotal !== null && limitTotal < used) refuseBelow(used)
  const isLarge = limitTotal === null || limitTotal >= LARGE_LIMIT
  const buckets = Math.max(known.length, isLarge ? BUCKETS : 1)
  const room = limitTotal === null ? null : limitTotal - used
  for (let bucket = 0; bucket < buckets; bucket++) {
    const row = known[bucket]
    const shareLimit = room === null ? null : (row?.used ?? 0) + shareOf(room, bucket, buckets)
    if (row)
      await tx
        .update(promotionBudgets)
        .set({ shareLimit })
        .where(and(eq(promotionBudgets.promotionId, promotionId), eq(promotionBudgets.bucket, bucket)))
    else await tx.insert(promotionBudgets).values({ promotionId, bucket, shareLimit })
  }
}

function refuseBelow(used: number): never {
  const times = used === 1 ? 'once' : `${used.toLocaleString('en-GB')} times`
  const message = `It was used ${times} already: enter ${used.toLocaleString('en-GB')} or more, or end it`
  throw new Refusal('validation_failed', `${message}.`, [{ path: 'limitTotal', message }])
}

const shareOf = (room: number, bucket: number, buckets: number) =>
  Math.floor(room / buckets) + (bucket < room % buckets ? 1 : 0)
