import { hostname } from 'node:os'
import { desc, eq, gt } from 'drizzle-orm'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import type { Log } from '#platform/lib/log.ts'
import { type RefusedOrders, readRefusedOrders } from './refused-orders.ts'
import { providerRests } from './schema.ts'

/** A process that died while it rested never ends its row, so rows end by themselves. */
const BELIEVED_MS = 10 * 60_000
const FOUND_OUT_MS = 60_000

export type ProviderHealth = {
  /** Null means that every process calls the provider, so card payments go through. */
  rest: {
    since: Date
    /** The shop refuses orders until this time. The next order after it tries the provider again. */
    until: Date
    processes: number
  } | null
  /** The number of attempts to order that the shop has refused since then. */
  refused?: RefusedOrders | null
  readAt: Date
}

/** Each process has its own breaker; this note tells the others and staff about it. Null means that the provider answers again. */
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
    log.warn({ error: String(error) }, 'the state of the payment provider could not be saved')
  }
}

function processName(): string {
  return `${process.env.ORDERLY_PROCESS ?? 'web'}:${hostname()}:${process.pid}`
}

/** Puts together what all processes noted about the provider. */
export async function readProviderHealth(db: DbOrTx, now: Date): Promise<ProviderHealth> {
  const rests = await db
    .select()
    .from(providerRests)
    .where(gt(providerRests.until, new Date(now.getTime() - BELIEVED_MS)))
    .orderBy(desc(providerRests.until))
  const [longest] = rests
  if (!longest) return { rest: null, readAt: now }
  const since = new Date(Math.min(...rests.map(rest => rest.since.getTime())))
  // The shop refuses the first orders before the breaker opens, so the count starts earlier.
  const refused = await readRefusedOrders(db, now, new Date(since.getTime() - FOUND_OUT_MS))
  return { rest: { since, until: longest.until, processes: rests.length }, refused, readAt: now }
}
