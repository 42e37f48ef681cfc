import { hostname } from 'node:os'
import { desc, eq, gt } from 'drizzle-orm'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import type { Log } from '#platform/lib/log.ts'
import { type RefusedOrders, readRefusedOrders } from './refused-orders.ts'
import { providerRests } from './schema.ts'

/** A process that died in its rest never says that it is over. */
const BELIEVED_MS = 10 * 60_000
const FOUND_OUT_MS = 60_000

export type ProviderHealth = {
  /** Null: no process leaves the provider alone, so card payments go through. */
  rest: {
    since: Date
    /** Until then orders are refused before they begin; afterwards the next one tries the provider again. */
    until: Date
    processes: number
  } | null
  /** Attempts to order that were refused since then. */
  refused?: RefusedOrders | null
  readAt: Date
}

/** Each process has a breaker of its own; here it tells the others, for staff to see. Null: the provider answers it again. */
export async function noteProviderRest(
  { db, log }: { db: Db; log: Log },
  rest: { since: Date; until: Date } | null,
): Promise<void> {
  const process = processName()
  try {
    if (rest)
      await db
        .insert(providerRests)
        .values({ process, ...rest })
        .onConflictDoUpdate({ target: providerRests.process, set: { until: rest.until } })
    else await db.delete(providerRests).where(eq(providerRests.process, process))
  } catch (error) {
    log.warn({ error: String(error) }, 'that the payment provider rests could not be noted')
  }
}

function processName(): string {
  return `${process.env.ORDERLY_PROCESS ?? 'web'}:${hostname()}:${process.pid}`
}

/** What the processes noted of the provider, put together. */
export async function readProviderHealth(db: DbOrTx, now: Date): Promise<ProviderHealth> {
  const rests = await db
    .select()
    .from(providerRests)
    .where(gt(providerRests.until, new Date(now.getTime() - BELIEVED_MS)))
    .orderBy(desc(providerRests.until))
  const [longest] = rests
  if (!longest) return { rest: null, readAt: now }
  const since = new Date(Math.min(...rests.map(rest => rest.since.getTime())))
  // The first of them were refused while it was still being found out that the provider is away.
  const refused = await readRefusedOrders(db, now, new Date(since.getTime() - FOUND_OUT_MS))
  return { rest: { since, until: longest.until, processes: rests.length }, refused, readAt: now }
}
