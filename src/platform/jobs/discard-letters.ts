import { sql } from 'drizzle-orm'
import { actorName } from '#platform/lib/actor.ts'
import type { Ctx } from './ctx.ts'
import { orderIdIn } from './dead-letters.ts'
import { deadLetterQueueOf } from './queue.ts'
import type { NoteLetters } from './send-again.ts'
import { transact } from './transact.ts'

/**
 * Closes dead letters that can never succeed, with a person's reason. Answers how many; a letter that somebody sent again
 * or closed meanwhile does not count.
 */
export async function discardLetters(
  ctx: Pick<Ctx, 'db' | 'jobs' | 'actor' | 'log'>,
  { queue, ids, reason }: { queue: string; ids: string[]; reason: string },
  note: NoteLetters,
): Promise<number> {
  const output = JSON.stringify({ discardedBy: actorName(ctx.actor), reason })
  const discarded = await transact(ctx, async transaction => {
    const rows = await transaction.tx.execute<{ data: unknown }>(sql`
      update pgboss.job set state = 'cancelled', completed_on = pgboss.job_now(), output = ${output}::text::jsonb
      where name = ${deadLetterQueueOf(queue)} and id = any(${sql.param(ids)}::uuid[]) and state in ('created', 'retry', 'failed')
      returning data`)
    await note(
      transaction,
      rows.map(({ data }) => ({ queue, orderId: orderIdIn(data) })),
    )
    return rows.length
  })
  if (discarded) ctx.log.info({ queue, discarded, by: actorName(ctx.actor) }, 'dead letters discarded')
  return discarded
}
