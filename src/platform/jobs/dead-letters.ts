import { sql } from 'drizzle-orm'
import { validate } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import { maskPayload } from './mask-payload.ts'
import { deadLetterQueueOf } from './queue.ts'

export type DeadLetter = {
  /** The id in the dead letter queue, which `sendAgain` takes. */
  id: string
  /** The queue that gave up. */
  queue: string
  /** The order in the payload; null when the payload names none that can be read. */
  orderId: string | null
  /** Runs it had and runs it was allowed, the first one included. */
  attempts: number
  attemptLimit: number
  /** The last error, whole up to `ERROR_MAX` characters. */
  error: string
  /** Ids only. */
  payload: unknown
  diedAt: Date
}

export const DEAD_LETTERS_SHOWN = 100
const ERROR_MAX = 8_000

type LetterRow = {
  id: string
  queue: string
  data: unknown
  attempts: number
  attemptLimit: number
  error: string | null
  diedAt: string
}

/** The dead letters that wait for a person, newest first: of one queue (by the name of the one that gave up), or of all when null. */
export async function readDeadLetters(
  db: Db,
  queue: string | null,
): Promise<{ letters: DeadLetter[]; more: boolean }> {
  const names = queue
    ? sql`j.name = ${deadLetterQueueOf(queue)}`
    : sql`j.name in (select d.name from pgboss.queue d where d.name like '%.dead')`
  const rows = await db.execute<LetterRow>(sql`
    select j.id, left(j.name, -length('.dead')) as queue, j.data, coalesce(j.source_retry_count, 0) + 1 as attempts,
      coalesce(q.retry_limit, j.source_retry_count, 0) + 1 as "attemptLimit", j.created_on as "diedAt",
      left(coalesce(j.source_output ->> 'stack', j.source_output ->> 'message', j.source_output -> 'value' ->> 'message', j.source_output::text), ${ERROR_MAX}) as error
    from pgboss.job j left join pgboss.queue q on q.name = left(j.name, -length('.dead'))
    where ${names} and j.state in ('created', 'retry', 'active', 'failed')
    order by j.created_on desc, j.id limit ${DEAD_LETTERS_SHOWN + 1}`)
  return {
    letters: rows.slice(0, DEAD_LETTERS_SHOWN).map(letterOf),
    more: rows.length > DEAD_LETTERS_SHOWN,
  }
}

function letterOf({ data, error, diedAt, ...row }: LetterRow): DeadLetter {
  return {
    ...row,
    orderId: orderIdIn(data),
    error: error ?? 'No error was kept.',
    payload: maskPayload(data),
    diedAt: new Date(diedAt),
  }
}

/** The order in a payload; null when it names none that can be read. */
export function orderIdIn(data: unknown): string | null {
  if (!data || typeof data !== 'object' || !('orderId' in data)) return null
  return typeof data.orderId === 'string' && validate(data.orderId) ? data.orderId : null
}
