import type { Ctx } from '#platform/jobs/ctx.ts'
import { keptRows } from './kept-rows.ts'

/** Small batches keep transactions short, so that nobody waits for a lock of ours. */
const ROWS_AT_ONCE = 1_000
/** A night's work at most; the rest waits for the next night. */
const BATCHES_A_NIGHT = 500
const DAY_MS = 86_400_000

/** Deletes rows that have served, each kind in batches, and answers how many rows of each went. */
export async function expireRows(
  ctx: Pick<Ctx, 'db' | 'now' | 'log'>,
  limits: { rowsAtOnce: number; batches: number } = { rowsAtOnce: ROWS_AT_ONCE, batches: BATCHES_A_NIGHT },
): Promise<Record<string, number>> {
  const gone: Record<string, number> = {}
  for (const { what, keptDays, expire } of keptRows) {
    const before = new Date(ctx.now().getTime() - keptDays * DAY_MS).toISOString()
    let total = 0
    for (let batch = 0; batch < limits.batches; batch++) {
      const [row] = await ctx.db.$client.unsafe<{ count: number }[]>(expire, [before, limits.rowsAtOnce])
      const count = row?.count ?? 0
      total += count
      if (count < limits.rowsAtOnce) break
    }
    gone[what] = total
  }
  ctx.log.info(gone, 'rows that have served are gone')
  return gone
}
