import { type SQL, sql } from 'drizzle-orm'
import { validate } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import { readCursor, readPage, writeCursor } from '#platform/lib/pages.ts'
import { orderIdIn } from './dead-letters.ts'
import { errorOf } from './failing-jobs.ts'
import { deadLetterQueueOf } from './queue.ts'

/** `dead`: given up, waiting for a person. */
export const listedJobStates = ['waiting', 'running', 'retrying', 'dead'] as const
export type ListedJobState = (typeof listedJobStates)[number]

export type ListedJob = {
  /** Of a dead job: its id among the dead letters, by which it is sent again or discarded. */
  id: string
  /** For a dead job, the queue that gave up. */
  queue: string
  state: ListedJobState
  orderId: string | null
  /** Runs so far and runs allowed, the first one included. */
  attempts: number
  attemptLimit: number
  error: string | null
  since: Date
  nextTryAt: Date | null
}

type Row = {
  id: string
  name: string
  state: 'created' | 'retry' | 'active' | 'failed'
  data: unknown
  attempts: number
  attemptLimit: number
  error: string | null
  since: string
  moment: string
  nextTryAt: string
}

const isDead = (name: string) => name.endsWith('.dead')
const ofState: Record<ListedJobState, SQL> = {
  waiting: sql`j.state = 'created' and not j.blocked and j.name not like '%.dead'`,
  running: sql`j.state = 'active' and j.name not like '%.dead'`,
  retrying: sql`j.state = 'retry' and not j.blocked and j.name not like '%.dead'`,
  dead: sql`j.state in ('created', 'retry', 'active', 'failed') and j.name like '%.dead'`,
}

const columns = sql`
  j.id, j.name, j.state, j.data, coalesce(j.source_retry_count, j.retry_count) + 1 as attempts,
  coalesce(q.retry_limit, j.source_retry_count, j.retry_limit) + 1 as "attemptLimit",
  ${errorOf(sql`coalesce(j.source_output, j.output)`)} as error, j.created_on as since,
  (extract(epoch from j.created_on) * 1000000)::bigint::text as moment, j.start_after as "nextTryAt"`
const from = sql`pgboss.job j left join pgboss.queue q on q.name = left(j.name, -length('.dead'))`

/** A page of jobs, newest first. Throws `CursorUnreadable`. */
export async function listJobs(
  db: Db,
  asked: { queue: string | null; state: ListedJobState; cursor: string | undefined; limit: number },
): Promise<{ jobs: ListedJob[]; nextCursor: string | null }> {
  const { queue, state, limit } = asked
  const [moment, id] = readCursor(asked.cursor, /^\d{1,20}$/, /^[0-9a-f-]{36}$/)
  const name = state === 'dead' && queue !== null ? deadLetterQueueOf(queue) : queue
  const { rows, next } = await readPage(
    limit,
    async most => [
      ...(await db.execute<Row>(sql`
        select ${columns} from ${from} where ${ofState[state]} ${name === null ? sql`` : sql`and j.name = ${name}`}
          ${moment && id ? sql`and ((extract(epoch from j.created_on) * 1000000)::bigint, j.id) < (${moment}::bigint, ${id}::uuid)` : sql``}
        order by (extract(epoch from j.created_on) * 1000000)::bigint desc, j.id desc limit ${most}`)),
    ],
    row => [row.moment, row.id],
  )
  return { jobs: rows.map(listed), nextCursor: next && writeCursor(next) }
}

/** A job that a person may deal with: a dead letter, or one that failed and runs again. */
export async function findJob(db: Db, id: string): Promise<ListedJob | null> {
  if (!validate(id)) return null
  const [row] = await db.execute<Row>(sql`
    select ${columns} from ${from} where j.id = ${id} and ((${ofState.dead}) or (${ofState.retrying})) limit 1`)
  return row ? listed(row) : null
}

function listed({ name, state, data, error, since, nextTryAt, moment: _, ...row }: Row): ListedJob {
  const dead = isDead(name)
  const waits = state === 'created' || state === 'retry'
  return {
    ...row,
    queue: dead ? name.slice(0, -'.dead'.length) : name,
    state: dead ? 'dead' : state === 'active' ? 'running' : state === 'retry' ? 'retrying' : 'waiting',
    orderId: orderIdIn(data),
    error: error || null,
    since: new Date(since),
    nextTryAt: dead || !waits ? null : new Date(nextTryAt),
  }
}
