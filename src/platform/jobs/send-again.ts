import { type Param, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Ctx } from './ctx.ts'
import { orderIdIn } from './dead-letters.ts'
import { countDeadLetters } from './queries.ts'
import { deadLetterQueueOf } from './queue.ts'
import { type Transaction, transact } from './transact.ts'

/**
 * Some of a queue's dead letters by their ids; all that died before a moment, of one queue or, when null, of every one; or
 * all that are about some orders.
 */
export type DeadLetterChoice =
  | { queue: string; ids: string[] }
  | { queue: string | null; before: Date }
  | { orderIds: string[] }

/** A dead letter that was dealt with: the queue that had given up, and the order if the letter names one. */
export type Letter = { queue: string; orderId: string | null }

/** Notes in the same transaction what was done. */
export type NoteLetters = (transaction: Transaction, letters: Letter[]) => Promise<void>

/** How many go in one transaction: it locks the orders that it notes, and other work on them waits. */
const AT_ONCE = 100
/** A job that was sent again comes back with its new error within half a minute, not after the hours of a first life. */
const RETRIES_OF_SECOND_LIFE = 3

/**
 * Sends dead letters again: each leaves its dead letter queue and becomes one new job on the queue that gave up, in one
 * transaction, so that of two calls at once only one moves it. Sending anything again is safe: each consequence happens once.
 * Stops after about `most`. Answers how many were moved; a letter that is gone already does not count. Refuses an unknown queue with `not_found`.
 */
export async function sendAgain(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'actor' | 'log'>,
  choice: DeadLetterChoice,
  { most = Number.POSITIVE_INFINITY, note = async () => {} }: { most?: number; note?: NoteLetters } = {},
): Promise<number> {
  let sent = 0
  for (const queue of await queuesOf(ctx.db, choice)) {
    const before = sent
    for (let moved = AT_ONCE; moved === AT_ONCE && sent < most; sent += moved)
      moved = await transact(ctx, transaction => move(transaction, { queue, choice, note }))
    if (sent === before) continue
    ctx.log.info({ queue, sent: sent - before, by: actorName(ctx.actor) }, 'dead letters sent again')
    ctx.jobs.wake([queue])
  }
  return sent
}

async function move(
  transaction: Transaction,
  { queue, choice, note }: { queue: string; choice: DeadLetterChoice; note: NoteLetters },
): Promise<number> {
  const letters = await transaction.tx.execute<{ id: string; data: unknown }>(sql`
    select j.id, j.data from pgboss.job j
    where j.name = ${deadLetterQueueOf(queue)} and j.state < 'active' and ${chosen(choice)}
    order by j.created_on, j.id limit ${AT_ONCE} for update skip locked`)
  if (!letters.length) return 0
  await transaction.tx.execute(secondLives(queue, sql.param(letters.map(letter => letter.id))))
  await note(
    transaction,
    letters.map(({ data }) => ({ queue, orderId: orderIdIn(data) })),
  )
  return letters.length
}

/** As pg-boss 12's own `redrive` writes them, except for the limit of tries. It is done here to share a transaction with its note. */
const secondLives = (queue: string, ids: Param) => sql`
  with letters as (
    delete from pgboss.job where name = ${deadLetterQueueOf(queue)} and id = any(${ids}::uuid[]) returning *)
  insert into pgboss.job (name, data, priority, retry_limit, retry_backoff, retry_delay, retry_delay_max, expire_seconds, start_after, created_on,
    keep_until, deletion_seconds, policy, singleton_key, group_id, group_tier, heartbeat_seconds, dead_letter, source_root_id)
  select q.name, m.data, m.priority, least(q.retry_limit, ${RETRIES_OF_SECOND_LIFE}), q.retry_backoff, q.retry_delay, q.retry_delay_max,
    q.expire_seconds, pgboss.job_now(), pgboss.job_now(), pgboss.job_now() + q.retention_seconds * interval '1s', q.deletion_seconds, q.policy,
    m.singleton_key, m.group_id, m.group_tier, q.heartbeat_seconds, q.dead_letter, coalesce(m.source_root_id, m.source_id)
  from letters m join pgboss.queue q on q.name = ${queue}`

function chosen(choice: DeadLetterChoice): SQL {
  if ('ids' in choice) return sql`j.id = any(${sql.param(choice.ids)}::uuid[])`
  if ('orderIds' in choice) return sql`j.data ->> 'orderId' = any(${sql.param(choice.orderIds)}::text[])`
  return sql`j.created_on < ${choice.before.toISOString()}::timestamptz`
}

async function queuesOf(db: Db, choice: DeadLetterChoice): Promise<string[]> {
  if ('orderIds' in choice || choice.queue === null)
    return (await countDeadLetters(db)).map(({ queue }) => queue)
  await requireQueue(db, choice.queue)
  return [choice.queue]
}

/** A dead letter without a queue to go back to would be lost: both must be there. */
async function requireQueue(db: Db, queue: string): Promise<void> {
  const [found] = await db.execute(
    sql`select 1 from pgboss.queue where name in (${queue}, ${deadLetterQueueOf(queue)}) having count(*) = 2`,
  )
  if (!found) throw new Refusal('not_found', 'There is no such queue.')
}
