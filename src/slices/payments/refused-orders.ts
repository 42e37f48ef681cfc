import { type SQL, sql } from 'drizzle-orm'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import type { Log } from '#platform/lib/log.ts'
import { refusedOrders } from './schema.ts'

/** `atTheDoor`: before anything was written. `afterReserving`: the order was written and ended at once. */
export type RefusedWhere = 'atTheDoor' | 'afterReserving'

/** `since` and `until`: the first and the last minute with one. */
export type RefusedOrders = { attempts: number; since: Date; until: Date }

/** An outage refuses hundreds a second: they are added up in the process and written so seldom. */
const WRITE_EVERY_MS = 1_000
/** How long the desk tells of an outage that is over. */
const TOLD_MINUTES = 60

const held = globalThis as {
  orderlyRefused?: { counts: Record<RefusedWhere, number>; writing: Promise<void> | null }
}

/** Counts an attempt to order that the bank's absence refused: when and how many, and nothing of whose it was. Never throws. */
export function noteRefusedOrder({ db, log }: { db: Db; log: Log }, where: RefusedWhere): Promise<void> {
  held.orderlyRefused ??= { counts: { atTheDoor: 0, afterReserving: 0 }, writing: null }
  const state = held.orderlyRefused
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

/** The answer to a buyer while the bank is away; the attempt is counted. */
export function refusedOrder(ctx: { db: Db; log: Log }, where: RefusedWhere, retryAfterSeconds: number) {
  void noteRefusedOrder(ctx, where)
  return { kind: 'payments_unavailable' as const, retryAfterSeconds }
}

/** No process is kept alive for it. */
const later = (ms: number) => new Promise<void>(done => setTimeout(done, ms).unref())

/** The attempts that were refused in the last hour, or since the bank began to be away if that is longer ago. */
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

/** Of `refused_orders`: how many between two moments, as a subquery. */
export const refusedBetween = (from: SQL, until: SQL): SQL => sql`(
  select coalesce(sum(at_the_door + after_reserving), 0)::int from refused_orders
  where minute >= date_trunc('minute', ${from}) and minute <= ${until})`
