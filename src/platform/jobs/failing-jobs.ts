import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import type { Ctx } from './ctx.ts'
import { orderIdIn } from './dead-letters.ts'

/** A job that failed and runs again by itself. */
export type FailingJob = {
  id: string
  queue: string
  orderId: string | null
  attempts: number
  attemptLimit: number
  /** First line of the last error. */
  error: string | null
  /** When the job came; its first failure follows at once unless it had to wait. */
  since: Date
  nextTryAt: Date
}

const FAILING_SHOWN = 100
const ERROR_MAX = 300
/** One statement handles this many well within its time. */
const TRIED_MAX = 10_000
/** A job ends however often somebody presses: no more tries than this are added. */
const RETRIES_MAX = 500

/** The error of a job's last run; for a run that took too long pg-boss itself writes it one level deeper. */
export const errorOf = (output: SQL) =>
  sql`split_part(left(coalesce(${output} ->> 'message', ${output} -> 'value' ->> 'message'), ${ERROR_MAX}), E'\\n', 1)`

type Row = {
  id: string
  queue: string
  data: unknown
  attempts: number
  attemptLimit: number
  error: string | null
  since: string
  nextTryAt: string
}

// The condition matches pg-boss' own index on jobs to be fetched.
const retrying = (queue: string | null) =>
  sql`j.state = 'retry' and j.state < 'active' and not j.blocked ${queue === null ? sql`` : sql`and j.name = ${queue}`}`

/** The jobs that failed and will run again, the next first: of one queue, or of all when null. */
export async function readFailingJobs(
  db: Db,
  queue: string | null,
): Promise<{ jobs: FailingJob[]; total: number }> {
  const rows = await db.execute<Row & { total: number }>(sql`
    select j.id, j.name as queue, j.data, j.retry_count + 1 as attempts, j.retry_limit + 1 as "attemptLimit",
      ${errorOf(sql`j.output`)} as error, j.created_on as since, j.start_after as "nextTryAt", count(*) over ()::int as total
    from pgboss.job j where ${retrying(queue)} order by j.start_after, j.id limit ${FAILING_SHOWN}`)
  return {
    jobs: rows.map(({ total: _total, data, error, since, nextTryAt, ...job }) => ({
      ...job,
      orderId: orderIdIn(data),
      error: error || null,
      since: new Date(since),
      nextTryAt: new Date(nextTryAt),
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** Some of a queue's failing jobs by their ids; all of one queue or, when null, of every one; or all that are about some orders. */
export type FailingChoice =
  | { queue: string; ids: string[] }
  | { queue: string | null }
  | { orderIds: string[] }

/** Runs failing jobs now, without using up a try. Answers how many. */
export async function tryNow(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'actor' | 'log'>,
  choice: FailingChoice,
): Promise<number> {
  const rows = await ctx.db.transaction(tx =>
    tx.execute<{ name: string }>(sql`
      with chosen as (
        select j.name, j.id from pgboss.job j where ${chosen(choice)} order by j.start_after limit ${TRIED_MAX} for update skip locked)
      update pgboss.job j set start_after = pgboss.job_now(), retry_limit = least(j.retry_limit + 1, greatest(j.retry_limit, ${RETRIES_MAX}))
      from chosen where j.name = chosen.name and j.id = chosen.id and j.state = 'retry' returning j.name`),
  )
  const queues = new Set(rows.map(row => row.name))
  if (rows.length) {
    ctx.log.info(
      { queues: [...queues], tried: rows.length, by: actorName(ctx.actor) },
      'failing jobs tried now',
    )
    ctx.jobs.wake(queues)
  }
  return rows.length
}

function chosen(choice: FailingChoice): SQL {
  if ('ids' in choice) return sql`${retrying(choice.queue)} and j.id = any(${sql.param(choice.ids)}::uuid[])`
  if ('orderIds' in choice)
    return sql`${retrying(null)} and j.data ->> 'orderId' = any(${sql.param(choice.orderIds)}::text[])`
  return retrying(choice.queue)
}
