import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { errorOf } from './failing-jobs.ts'
import { countDeadLetters } from './queries.ts'

export type QueueFigures = {
  queue: string
  waiting: number
  /** How many of these could run now. */
  due: number
  running: number
  /** Failed at least once and due to run again. */
  retrying: number
  dead: number
  /** The time from which the longest waiting job could have run; null when none waits. */
  oldestWaitingSince: Date | null
  /** When the oldest failing job came, and the last error; null when none fails. */
  failing: { since: Date; error: string | null } | null
}

/** pg-boss has queues for its own maintenance. */
const PG_BOSS_OWN = '\\_\\_pgboss%'

/** The figures of every queue by name, idle ones included. */
export async function readQueueFigures(db: Db): Promise<QueueFigures[]> {
  const [open, running, dead] = await Promise.all([
    readOpenJobs(db),
    db.execute<{ name: string; count: number }>(
      sql`select j.name, count(*)::int as count from pgboss.job j where j.state = 'active' group by j.name`,
    ),
    countDeadLetters(db),
  ])
  const openBy = new Map(open.map(row => [row.queue, row]))
  const runningBy = new Map(running.map(row => [row.name, row.count]))
  const deadBy = new Map(dead.map(row => [row.queue, row.count]))
  // A queue that the shop no longer has may still have left dead letters behind.
  const names = new Set([...openBy.keys(), ...deadBy.keys()])
  return [...names].toSorted().map(queue => ({
    ...(openBy.get(queue) ?? idle(queue)),
    running: runningBy.get(queue) ?? 0,
    dead: deadBy.get(queue) ?? 0,
  }))
}

export type OpenJobs = Omit<QueueFigures, 'running' | 'dead'>

const idle = (queue: string): OpenJobs => ({
  queue,
  waiting: 0,
  due: 0,
  retrying: 0,
  oldestWaitingSince: null,
  failing: null,
})

type OpenRow = Omit<OpenJobs, 'oldestWaitingSince' | 'failing'> & {
  oldest: string | null
  failingSince: string | null
  error: string | null
}

/**
 * The open work of every queue, by name. The query walks pg-boss' own index on jobs to be fetched, so done jobs, the great
 * majority, are not read.
 */
export async function readOpenJobs(db: Db): Promise<OpenJobs[]> {
  const open = sql`from pgboss.job j where j.name = q.name and j.state < 'active' and not j.blocked`
  const rows = await db.execute<OpenRow>(sql`
    select q.name as queue, o.*, case when o.retrying > 0 then (
        select ${errorOf(sql`j.output`)} ${open} and j.state = 'retry' order by j.started_on desc nulls last limit 1
      ) end as error
    from pgboss.queue q cross join lateral (
      select count(*) filter (where j.state = 'created')::int as waiting,
        count(*) filter (where j.state = 'created' and j.start_after <= now())::int as due,
        count(*) filter (where j.state = 'retry')::int as retrying,
        min(j.start_after) filter (where j.state = 'created' and j.start_after <= now()) as oldest,
        min(j.created_on) filter (where j.state = 'retry') as "failingSince"
      ${open}) o
    where q.name not like '%.dead' and q.name not like ${PG_BOSS_OWN} order by q.name`)
  return rows.map(({ oldest, failingSince, error, ...row }) => ({
    ...row,
    oldestWaitingSince: oldest ? new Date(oldest) : null,
    failing: failingSince ? { since: new Date(failingSince), error: error || null } : null,
  }))
}

/** Jobs done in the 24 hours before `now`, by queue; queues with none are left out. It reads every done job: ask seldom. */
export async function countDone(db: Db, now: Date): Promise<Record<string, number>> {
  const rows = await db.execute<{ name: string; count: number }>(sql`
    select j.name, count(*)::int as count from pgboss.job j
    where j.state = 'completed' and j.name not like '%.dead' and j.name not like ${PG_BOSS_OWN} and j.completed_on > ${now.toISOString()}::timestamptz - interval '1 day'
    group by j.name`)
  return Object.fromEntries(rows.map(row => [row.name, row.count]))
}

/** How many orders the waiting and failing jobs of these queues are about, counted up to `most`. */
export async function countWaitingOrders(db: Db, queues: readonly string[], most: number): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(distinct open.order_id)::int as count from (
      select j.data ->> 'orderId' as order_id from pgboss.job j
      where j.state < 'active' and not j.blocked and j.name = any(${sql.param(queues)}::text[]) limit ${most}) open`)
  return row?.count ?? 0
}
