import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

export type NewJob = { queue: string; payload: object; id: string }

/**
 * Sends many jobs of many queues within the transaction, in one statement; an id that its queue has already adds nothing.
 * A row is what pg-boss 12 itself would write (a test compares the two). For a queue that does not exist the limits are
 * null, which the table refuses: nothing is dropped in silence.
 */
export async function sendAll(tx: Tx, jobs: readonly NewJob[]): Promise<void> {
  if (!jobs.length) return
  await prepared(tx, INSERT, [
    jobs.map(job => job.queue),
    jobs.map(job => job.id),
    jobs.map(job => JSON.stringify(job.payload)),
  ])
}

const INSERT = `
  insert into pgboss.job (name, id, data, start_after, created_on, retry_limit, retry_delay, retry_backoff, retry_delay_max, expire_seconds,
    deletion_seconds, keep_until, policy, dead_letter, heartbeat_seconds)
  select new.name, new.id, new.payload::jsonb, pgboss.job_now(), pgboss.job_now(), q.retry_limit, q.retry_delay, q.retry_backoff,
    q.retry_delay_max, q.expire_seconds, q.deletion_seconds, pgboss.job_now() + q.retention_seconds * interval '1s', q.policy,
    q.dead_letter, q.heartbeat_seconds
  from unnest($1::text[], $2::uuid[], $3::text[]) as new(name, id, payload)
  left join pgboss.queue q on q.name = new.name
  on conflict do nothing`
