import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'

/** A job that is to run again after a while, as if this run had never begun. */
export type Postponed = { id: string; retryCount: number; waitMs: number; message: string }

/**
 * A service that says "not now" for so long is down: from then on each "not now" is a failure and uses up a try. Half of the
 * day for which the mail service and the bank remember a key, so that the tries that are left end within it too.
 */
const LONGEST_POSTPONING_MS = 12 * 3_600_000
/** A share of the wait, so that not all jobs come back at the same moment. */
const SPREAD = 0.2

export function mayWaitLonger(job: { createdOn: Date }, now: Date): boolean {
  return now.getTime() - job.createdOn.getTime() < LONGEST_POSTPONING_MS
}

/**
 * Puts running jobs back, to run again after their wait. pg-boss counts a try when it hands out a job that was
 * begun before, so a job that was never begun loses none. The `retryCount` of the hand-out shows that the run is still ours.
 */
export async function postpone(db: Db, queue: string, jobs: readonly Postponed[]): Promise<void> {
  if (jobs.length === 0) return
  const column = <Key extends keyof Postponed>(key: Key): SQL => sql`${sql.param(jobs.map(job => job[key]))}`
  await db.execute(sql`
    update pgboss.job j set state = 'retry', started_on = null, heartbeat_on = null,
      start_after = pgboss.job_now() + p.wait_ms * (1 + random() * ${SPREAD}::float8) * interval '1 millisecond',
      output = jsonb_build_object('message', p.message)
    from unnest(${column('id')}::uuid[], ${column('retryCount')}::int[], ${column('waitMs')}::float8[], ${column('message')}::text[])
      as p(id, retry_count, wait_ms, message)
    where j.name = ${queue} and j.id = p.id and j.state = 'active' and j.retry_count = p.retry_count`)
}
