import { hostname } from 'node:os'
import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { workers } from './schema.ts'

/** How often a worker says that it runs. */
export const BEAT_EVERY_MS = 10_000
/** Four beats: one may be late, and a desk must know within a minute. */
const SILENT_SECONDS = 40
/** A worker that has been silent for so long is forgotten. */
const FORGOTTEN_HOURS = 24

export type WorkersSeen = {
  running: number
  /** The last beat of any worker; null when there was none within a day. */
  lastSeenAt: Date | null
}

/** Notes that this worker runs, by the database's clock, and forgets workers that are long gone. */
export async function beat(db: Db): Promise<void> {
  const process = `${hostname()}:${globalThis.process.pid}`
  await db
    .insert(workers)
    .values({ process, seenAt: sql`now()` })
    .onConflictDoUpdate({ target: workers.process, set: { seenAt: sql`now()` } })
  await db.delete(workers).where(sql`${workers.seenAt} < now() - ${FORGOTTEN_HOURS}::int * interval '1 hour'`)
}

export async function readWorkers(db: Db): Promise<WorkersSeen> {
  const [row] = await db.execute<{ running: number; lastSeenAt: string | null }>(sql`
    select count(*) filter (where seen_at > now() - ${SILENT_SECONDS}::int * interval '1 second')::int as running, max(seen_at) as "lastSeenAt"
    from workers`)
  return { running: row?.running ?? 0, lastSeenAt: row?.lastSeenAt ? new Date(row.lastSeenAt) : null }
}
