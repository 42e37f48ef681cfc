import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { change, end, over } from './decide-return.ts'
import { noteEvent } from './events.ts'
import { eventsOfReturn, payBacksOf } from './queries.ts'
import { refundIdOf } from './refund-id.ts'
import type { Return } from './return.ts'
import { returnRefunds, returns } from './schema.ts'
import { sendSettle } from './send-settle.ts'
import { tell } from './tell.ts'

type Closing = { number: string; reason: string }

/** Staff end a return of which no more will come, and give up on money that cannot go back by it, with a reason. */
export const closeReturn = (ctx: Ctx, { number, reason }: Closing): Promise<Return> =>
  change(ctx, number, async (found, transaction) => {
    if (found.closedAt) {
      if (found.state === 'settled' || found.state === 'cancelled') return
      throw over(found)
    }
    if (found.lines.every(({ received }) => received === 0)) {
      const eventId = await end(ctx, transaction, found, { state: 'cancelled', reason })
      const { orderId, id: returnId } = found
      // A withdrawal waits for staff again, who write when they settle it.
      if (!found.withdrawalId) await tell(transaction, { orderId, returnId, news: 'called_off', eventId })
      return
    }
    await closeReceived(ctx, transaction, found, reason)
  })

/** Ends a return of which something came. What is here must be inspected, and no money may be on its way. */
export async function closeReceived(
  ctx: Pick<Ctx, 'now' | 'actor'>,
  transaction: Transaction,
  found: Return,
  reason: string,
): Promise<void> {
  const { tx } = transaction
  if (found.lines.some(({ waiting }) => waiting > 0))
    throw new Refusal(
      'conflict',
      'Something of this return is not inspected yet. Inspect it, then close the return.',
    )
  if ((await payBacksOf(tx, found.id)).some(({ state }) => state === 'owed'))
    throw new Refusal('conflict', 'Its money is just being paid back. Look again in a moment.')
  const at = ctx.now()
  await tx
    .update(returnRefunds)
    .set({ state: 'given_up' })
    .where(and(eq(returnRefunds.returnId, found.id), eq(returnRefunds.state, 'stuck')))
  await tx.update(returns).set({ state: 'settled', closedAt: at }).where(eq(returns.id, found.id))
  const id = `${(await eventsOfReturn(tx, found.id)).length}`
  const eventId = await noteEvent(tx, found, { id, type: 'closed', reason, at, actor: ctx.actor })
  await sendSettle(transaction, { orderId: found.orderId, returnId: found.id }, eventId)
}

/** Staff ask once more for a refund that was refused, when its reason is gone. */
export const retryPayBack = (ctx: Ctx, { number }: { number: string }): Promise<Return> =>
  change(ctx, number, async (found, transaction) => {
    const stuck = (await payBacksOf(transaction.tx, found.id)).filter(({ state }) => state === 'stuck')
    if (stuck.length === 0) return
    const seq = (await eventsOfReturn(transaction.tx, found.id)).length
    for (const { inspectionId, wish } of stuck)
      await transaction.tx
        .update(returnRefunds)
        .set({ state: 'owed', problem: null, refundId: refundIdOf(inspectionId, wish, seq) })
        .where(
          and(
            eq(returnRefunds.orderId, found.orderId),
            eq(returnRefunds.inspectionId, inspectionId),
            eq(returnRefunds.wish, wish),
          ),
        )
    await sendSettle(transaction, { orderId: found.orderId, returnId: found.id }, `${found.id} ${seq}`)
  })
