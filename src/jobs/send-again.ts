import { sql } from 'drizzle-orm'
import { PgBoss } from 'pg-boss'
import type postgres from 'postgres'
import type { Db } from '#db/client.ts'
import { actorName } from '#lib/actor.ts'
import { Refusal } from '#lib/refusal.ts'
import type { Ctx } from './ctx.ts'
import { countDeadLetters } from './queries.ts'
import { deadLetterQueueOf } from './queue.ts'

/** Some of a queue's dead letters by their ids; or all that died before a moment, of one queue or, when null, of every one. */
export type DeadLetterChoice = { queue: string; ids: string[] } | { queue: string | null; before: Date }

/** Moved by one call and queue, oldest first: what one statement does in well under its time limit. */
export const SENT_AGAIN_MAX = 10_000

/**
 * Sends dead letters again: each leaves its dead letter queue and becomes one new job on the queue that gave up, in one
 * statement, so that of two who ask at once only one moves it. Safe to ask for anything: each consequence happens once.
 * Answers how many were moved; one that is gone already is not counted. Refuses an unknown queue with `not_found`.
 */
export async function sendAgain(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'actor' | 'log'>,
  choice: DeadLetterChoice,
): Promise<number> {
  const queues = choice.queue === null ? await queuesWithDeadLetters(ctx.db) : [choice.queue]
  for (const queue of queues) await requireDeadLetterQueue(ctx.db, queue)
  const which = 'ids' in choice ? { ids: choice.ids } : { createdBefore: choice.before }
  const boss = bossOn(ctx.db)
  boss.on('error', error => ctx.log.error({ error: error.message }, 'pg-boss'))
  await boss.start()
  let sent = 0
  try {
    for (const queue of queues) {
      const moved = await boss.redrive(deadLetterQueueOf(queue), {
        ...which,
        destination: queue,
        limit: SENT_AGAIN_MAX,
      })
      if (moved === 0) continue
      sent += moved
      ctx.log.info({ queue, sent: moved, by: actorName(ctx.actor) }, 'dead letters sent again')
      ctx.jobs.wake([queue])
    }
  } finally {
    await boss.stop({ graceful: false })
  }
  return sent
}

async function queuesWithDeadLetters(db: Db): Promise<string[]> {
  return (await countDeadLetters(db)).map(({ queue }) => queue)
}

async function requireDeadLetterQueue(db: Db, queue: string) {
  const [found] = await db.execute(
    sql`select 1 from pgboss.queue where name = ${deadLetterQueueOf(queue)} limit 1`,
  )
  if (!found) throw new Refusal('not_found', 'There is no such queue.')
}

/** pg-boss on connections that are open already: it is asked so seldom that it needs none of its own. */
function bossOn(db: Db): PgBoss {
  return new PgBoss({
    db: {
      async executeSql(text: string, values: unknown[] = []) {
        // Drizzle hands times through to the database as they are written.
        const written = values.map(value => (value instanceof Date ? value.toISOString() : value))
        return { rows: await db.$client.unsafe(text, written as postgres.ParameterOrJSON<never>[]) }
      },
    },
    supervise: false,
    schedule: false,
    migrate: false,
    createSchema: false,
  })
}
