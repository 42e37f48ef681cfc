import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countDeadLetters } from './queries.ts'

export type QueueFigures = {
  queue: string
  waiting: number
  running: number
  /** Failed at least once and due to run again. */
  retrying: number
  dead: number
  /** Since when the job that has waited longest could have been run; null when none waits. */
  oldestWaitingSince: Date | null
}

/** pg-boss keeps house with queues of its own. */
const PG_BOSS_OWN = '\\_\\_pgboss%'

type OpenRow = { name: string; waiting: number; retrying: number; oldest: string | null }

/** How every queue stands, those with nothing to do too, by name. */
export async function readQueueFigures(db: Db): Promise<QueueFigures[]> {
  const [queues, open, running, dead] = await Promise.all([
    db.execute<{ name: string }>(
      sql`select name from pgboss.queue where name not like '%.dead' and name not like ${PG_BOSS_OWN} order by name`,
    ),
    // The condition is that of pg-boss' own index on jobs to be fetched: done ones, the great many, are not read.
    db.execute<OpenRow>(sql`
      select j.name, count(*) filter (where j.state = 'created')::int as waiting, count(*) filter (where j.state = 'retry')::int as retrying,
        min(j.start_after) filter (where j.state = 'created' and j.start_after <= now()) as oldest
      from pgboss.job j where j.state < 'active' and not j.blocked group by j.name`),
    db.execute<{ name: string; count: number }>(
      sql`select j.name, count(*)::int as count from pgboss.job j where j.state = 'active' group by j.name`,
    ),
    countDeadLetters(db),
  ])
  const openBy = new Map(open.map(row => [row.name, row]))
  const runningBy = new Map(running.map(row => [row.name, row.count]))
  const deadBy = new Map(dead.map(row => [row.queue, row.count]))
  // A queue that the shop no longer has may still have left dead letters behind.
  const names = new Set([...queues.map(row => row.name), ...deadBy.keys()])
  return [...names].toSorted().map(queue => {
    const row = openBy.get(queue)
    return {
      queue,
      waiting: row?.waiting ?? 0,
      running: runningBy.get(queue) ?? 0,
      retrying: row?.retrying ?? 0,
      dead: deadBy.get(queue) ?? 0,
      oldestWaitingSince: row?.oldest ? new Date(row.oldest) : null,
    }
  })
}

/** Jobs done in the 24 hours before `now`, by queue; queues with none are left out. It reads every done job: ask seldom. */
export async function countDone(db: Db, now: Date): Promise<Record<string, number>> {
  const rows = await db.execute<{ name: string; count: number }>(sql`
    select j.name, count(*)::int as count from pgboss.job j
    where j.state = 'completed' and j.name not like '%.dead' and j.name not like ${PG_BOSS_OWN} and j.completed_on > ${now.toISOString()}::timestamptz - interval '1 day'
    group by j.name`)
  return Object.fromEntries(rows.map(row => [row.name, row.count]))
}
