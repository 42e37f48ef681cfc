import { type SQL, sql } from 'drizzle-orm'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import type { Log } from '#platform/lib/log.ts'
import { perProcess } from '#platform/lib/per-process.ts'
import { refusedOrders } from './schema.ts'

/** `atTheDoor`: refused before anything was written. `afterReserving`: the order was written and ended at once. */
export type RefusedWhere = 'atTheDoor' | 'afterReserving'

/** `since` and `until` are the first and the last minute with a refused order. */
export type RefusedOrders = { attempts: number; since: Date; until: Date }

/** An outage refuses hundreds of orders a second, so the process adds them up and writes only this often. */
const WRITE_EVERY_MS = 1_000
/** The desk shows an outage for this long after it is over. */
const TOLD_MINUTES = 60

type Tally = { counts: Record<RefusedWhere, number>; writing: Promise<void> | null }

const tally = perProcess(
  'refused-orders',
  (): Tally => ({ counts: { atTheDoor: 0, afterReserving: 0 }, writing: null }),
)

/** Counts an order that was refused because the bank is away. It keeps the time and the number, nothing about the buyer. It never throws. */
export function noteRefusedOrder({ db, log }: { db: Db; log: Log }, where: RefusedWhere): Promise<void> {
  const state = tally()
  state.counts[where] += 1
  state.writing ??= later(WRITE_EVERY_MS).then(async () => {
    const { atTheDoor, afterReserving } = state.counts
    state.counts = { atTheDoor: 0, afterReserving: 0 }
    state.writing = null
    try {
      await db
        .insert(refusedOrders)
        .values({ minute: sql`date_trunc('minute', now())`, atTheDoor, afterReserving })
        .onConflictDoUpdate({
          target: refusedOrders.minute,
          set: {
            atTheDoor: sql`${refusedOrders.atTheDoor} + ${atTheDoor}`,
            afterReserving: sql`${refusedOrders.afterReserving} + ${afterReserving}`,
          },
        })
    } catch (error) {
      log.warn({ error: String(error), atTheDoor, afterReserving }, 'refused orders could not be counted')
    }
  })
  return state.writing
}

/** Answers a buyer while the bank is away, and counts the attempt. */
export function refusedOrder(ctx: { db: Db; log: Log }, where: RefusedWhere, retryAfterSeconds: number) {
  void noteRefusedOrder(ctx, where)
  return { kind: 'payments_unavailable' as const, retryAfterSeconds }
}

/** The timer does not keep the process alive. */
const later = (ms: number) => new Promise<void>(done => setTimeout(done, ms).unref())

/** Attempts that were refused in the last hour, or since the bank went away if that is longer ago. */
export async function readRefusedOrders(
  db: DbOrTx,
  now: Date,
  awaySince: Date | null = null,
): Promise<RefusedOrders | null> {
  const from = awaySince ?? new Date(now.getTime() - TOLD_MINUTES * 60_000)
  const [row] = await db.execute<{ attempts: number; since: string | null; until: string | null }>(sql`
    select coalesce(sum(at_the_door + after_reserving), 0)::int as attempts, min(minute) as since, max(minute) as until
    from refused_orders where minute >= date_trunc('minute', ${from.toISOString()}::timestamptz) and minute <= ${now.toISOString()}::timestamptz`)
  return row?.since && row.until
    ? { attempts: row.attempts, since: new Date(row.since), until: new Date(row.until) }
    : null
}

/** A subquery that counts the refused orders between two moments. */
export const refusedBetween = (from: SQL, until: SQL): SQL => sql`(
  select coalesce(sum(at_the_door + after_reserving), 0)::int from refused_orders
  where minute >= date_trunc('minute', ${from}) and minute <= ${until})`
