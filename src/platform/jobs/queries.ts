import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { errorOf } from './failing-jobs.ts'
import { jobId } from './job-sender.ts'
import { deadLetterQueueOf } from './queue.ts'

/** `dead`: given up, waiting for a person. `failed`: given up with no dead letter left of it. */
export type JobState = 'waiting' | 'running' | 'retrying' | 'done' | 'cancelled' | 'failed' | 'dead'

export type OrderJob = {
  queue: string
  id: string
  /** Of a dead job: its id in the dead letter queue, by which it is sent again. */
  deadLetterId: string | null
  state: JobState
  /** Runs so far and runs allowed, the first one included. */
  attempts: number
  attemptLimit: number
  /** First line of the last error. */
  error: string | null
  /** When it runs next; null unless it waits. */
  nextTryAt: Date | null
  startedAt: Date | null
  endedAt: Date | null
}

/** Columns of pg-boss' `job` table, version 12. A date may come as text: drizzle leaves raw rows as they are. */
type JobRow = {
  name: string
  id: string
  state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed'
  retry_count: number
  retry_limit: number
  start_after: Date | string
  started_on: Date | string | null
  completed_on: Date | string | null
  created_on: Date | string
  message: string | null
  source_root_id: string | null
  source_retry_count: number | null
  source_retry_limit: number | null
  source_message: string | null
}

/** Jobs that are looked for: announced events times queues. An order with more events than this allows shows the jobs of its latest. */
const ORDER_JOBS_MAX = 4_000

/**
 * The jobs that an order's events caused, oldest first. Ids are derived from (order, event, queue), so each is found by its key;
 * dead letters and jobs sent again from there are found by the id they began with. Done jobs are kept for two days.
 */
export async function readOrderJobs(db: Db, orderId: string, seqs: readonly number[]): Promise<OrderJob[]> {
  const queues = await db.execute<{ name: string }>(
    sql`select name from pgboss.queue where name not like '%.dead' order by name`,
  )
  const keys = seqs
    .toReversed()
    .flatMap(seq => queues.map(({ name }) => ({ name, id: jobId(orderId, seq, name) })))
    .slice(0, ORDER_JOBS_MAX)
  if (!keys.length) return []
  const names = sql.param(keys.map(key => key.name))
  const ids = sql.param(keys.map(key => key.id))
  const columns = sql`j.name, j.id, j.state, j.retry_count, j.retry_limit, j.start_after, j.started_on, j.completed_on, j.created_on,
    ${errorOf(sql`j.output`)} as message, j.source_root_id, j.source_retry_count, ${errorOf(sql`j.source_output`)} as source_message,
    (select q.retry_limit from pgboss.queue q where q.name = j.source_name) as source_retry_limit`
  const rows = await db.execute<JobRow>(sql`
    select ${columns} from unnest(${names}::text[], ${ids}::uuid[]) as key(name, id) join pgboss.job j on j.name = key.name and j.id = key.id
    union all
    select ${columns} from pgboss.job j where j.source_root_id = any(${ids}::uuid[])
    order by created_on`)
  return chains(rows)
}

/** A reader sees a job, its dead letter and its second life as one job; the last of them has its state. */
function chains(rows: readonly JobRow[]): OrderJob[] {
  const latest = new Map<string, JobRow>()
  for (const row of rows) latest.set(row.source_root_id ?? row.id, row)
  return [...latest].map(([id, row]) => orderJob(id, row))
}

function orderJob(id: string, row: JobRow): OrderJob {
  return row.name.endsWith(DEAD) ? deadJob(id, row) : livingJob(id, row)
}

function livingJob(id: string, row: JobRow): OrderJob {
  const waits = row.state === 'created' || row.state === 'retry'
  return {
    queue: row.name,
    id,
    deadLetterId: null,
    state: states[row.state],
    // A postponed job has not begun again, and its earlier tries count.
    attempts: row.started_on ? row.retry_count + 1 : row.retry_count,
    attemptLimit: row.retry_limit + 1,
    error: row.state === 'completed' ? null : orNull(row.message),
    nextTryAt: waits ? new Date(row.start_after) : null,
    startedAt: dateOf(row.started_on),
    endedAt: dateOf(row.completed_on),
  }
}

function deadJob(id: string, row: JobRow): OrderJob {
  const explained = row.state === 'completed' || row.state === 'cancelled'
  return {
    queue: row.name.slice(0, -DEAD.length),
    id,
    deadLetterId: explained ? null : row.id,
    state: explained ? 'cancelled' : 'dead',
    attempts: (row.source_retry_count ?? 0) + 1,
    attemptLimit: (row.source_retry_limit ?? row.retry_limit) + 1,
    error: orNull(row.source_message),
    nextTryAt: null,
    startedAt: null,
    endedAt: new Date(row.created_on),
  }
}

function dateOf(at: Date | string | null): Date | null {
  return at ? new Date(at) : null
}

function orNull(message: string | null): string | null {
  return message || null
}

const DEAD = deadLetterQueueOf('')

const states: Record<JobRow['state'], JobState> = {
  created: 'waiting',
  retry: 'retrying',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
}

/** The ids of orders with a consequence that was given up, as a subquery. A bad payload may have killed the job, so none is trusted. */
export function deadOrderIds(): SQL {
  return sql`select case when dead.data ->> 'orderId' ~ ${UUID} then (dead.data ->> 'orderId')::uuid end
    from ${deadLetters} where dead.data ->> 'orderId' ~ ${UUID}`
}

/**
 * The dead letters that wait for a person, as `dead`. In order and behind `offset 0`, so that Postgres reads each queue's along the
 * index: otherwise, while all waiting jobs are of one queue, it reads every job once for each queue.
 */
const deadLetters = sql`(select name from pgboss.queue where name like '%.dead') q cross join lateral (
    select j.name, j.data from pgboss.job j where j.name = q.name and j.state in ('created', 'retry', 'active', 'failed')
    order by j.id offset 0
  ) dead`

/** The queues that gave up a job of these orders, by order. */
export async function readDeadQueues(db: Db, orderIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.execute<{ orderId: string; queues: string[] }>(sql`
    select dead.data ->> 'orderId' as "orderId", array_agg(distinct left(dead.name, -length('.dead'))) as queues
    from ${deadLetters} where dead.data ->> 'orderId' = any(${sql.param(orderIds)}::text[]) group by 1`)
  return new Map(rows.map(({ orderId, queues }) => [orderId, queues]))
}

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

/** How many dead letters wait for a person, by the queue that gave up. Queues with none are left out. */
export async function countDeadLetters(db: Db): Promise<{ queue: string; count: number }[]> {
  const rows = await db.execute<{ queue: string; count: number }>(sql`
    select left(dead.name, -length('.dead')) as queue, count(*)::int as count from ${deadLetters} group by 1 order by 1`)
  return [...rows]
}
