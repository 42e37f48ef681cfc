import { and, inArray, lt, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { closeReceived } from './close-return.ts'
import { change, end } from './decide-return.ts'
import { payBacksOf } from './queries.ts'
import { returns } from './schema.ts'
import { tell } from './tell.ts'

/** A night's worth. What is left over has its turn in the next hour. */
const MOST_AT_ONCE = 200

/** Approved returns of which nothing came in time expire; those of which a part came are closed with what came. */
export async function expireReturns(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .select({ number: returns.number })
    .from(returns)
    .where(
      and(
        inArray(returns.state, ['approved', 'received']),
        lt(returns.endsAt, ctx.now()),
        // What staff have to inspect or to decide keeps no other from its turn.
        sql`not exists (select from return_lines l where l.return_id = ${returns.id} and l.waiting > 0)`,
        sql`not exists (select from return_refunds r where r.return_id = ${returns.id} and r.state in ('owed', 'stuck'))`,
      ),
    )
    .orderBy(returns.endsAt)
    .limit(MOST_AT_ONCE)
  for (const { number } of due)
    await change(ctx, number, async (found, transaction) => {
      const { orderId, id: returnId } = found
      if (found.state === 'approved') {
        const eventId = await end(ctx, transaction, found, { state: 'expired' })
        if (!found.withdrawalId) await tell(transaction, { orderId, returnId, news: 'expired', eventId })
      } else if (found.state === 'received' && (await waitsForNobody(transaction, found)))
        await closeReceived(ctx, transaction, found, 'The rest did not come in time')
    })
}

async function waitsForNobody(
  { tx }: Parameters<Parameters<typeof change>[2]>[1],
  { id, lines }: Parameters<Parameters<typeof change>[2]>[0],
): Promise<boolean> {
  const owed = await payBacksOf(tx, id)
  return (
    lines.every(({ waiting }) => waiting === 0) &&
    owed.every(({ state }) => state === 'asked' || state === 'given_up')
  )
}
