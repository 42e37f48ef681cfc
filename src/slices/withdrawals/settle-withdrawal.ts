import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { optionally } from '#platform/fields/optionally.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { readWithdrawal } from './queries.ts'
import { withdrawals } from './schema.ts'
import { REFUSED_QUEUE, type Withdrawal } from './withdrawal.ts'

/** How staff end a withdrawal: the money went back, or they say why it does not. */
export const settleFields = z
  .object({
    outcome: z.enum(['refunded', 'refused'], 'Say refunded or refused'),
    reason: optionally(reasonSchema),
  })
  .refine(({ outcome, reason }) => outcome !== 'refused' || reason !== undefined, {
    path: ['reason'],
    message: 'Say why it is refused',
  })
export type Settlement = z.infer<typeof settleFields> & { withdrawalId: string }

/**
 * Ends a withdrawal. `refunded` needs a refund of the order that was asked for since then, and names the last one; giving the money
 * back is a verb of its own. A second call with the same outcome changes nothing. While the goods come back as a return, only that
 * return ends it, with a refund of its own.
 */
export async function settleWithdrawal(
  ctx: Ctx,
  { withdrawalId, outcome, reason }: Settlement,
  { byReturn }: { byReturn?: { refundIds: readonly string[] } } = {},
): Promise<Withdrawal> {
  await transact(ctx, async ({ tx, send }) => {
    const [row] = await tx.select().from(withdrawals).where(eq(withdrawals.id, withdrawalId)).for('update')
    if (!row) throw new Refusal('not_found', 'There is no such withdrawal.')
    if (row.state === outcome) return
    if (row.state !== 'open')
      throw new Refusal('conflict', `This withdrawal was settled already: it is ${row.state}.`)
    if (row.returnNumber && !byReturn)
      throw new Refusal('conflict', `The goods come back as return ${row.returnNumber}. Decide there.`)
    const settled = { settledAt: ctx.now(), settledBy: actorName(ctx.actor) }
    if (outcome === 'refused') {
      await tx
        .update(withdrawals)
        .set({ ...settled, state: 'refused', refusal: reason ?? '' })
        .where(eq(withdrawals.id, withdrawalId))
      await send(REFUSED_QUEUE, { withdrawalId }, jobId(withdrawalId, REFUSED_QUEUE))
      return
    }
    const refund = (await refundsOf(tx, row.orderId)).findLast(
      ({ id, status, createdAt }) =>
        (status === 'requested' || status === 'succeeded') &&
        createdAt >= row.declaredAt &&
        (!byReturn || byReturn.refundIds.includes(id)),
    )
    if (!refund)
      throw new Refusal('conflict', 'Nothing has gone back since the withdrawal. Refund the order first.')
    await tx
      .update(withdrawals)
      .set({ ...settled, state: 'refunded', refundId: refund.id })
      .where(eq(withdrawals.id, withdrawalId))
  })
  const settled = await readWithdrawal(ctx.db, withdrawalId)
  if (!settled) throw new Refusal('not_found', 'There is no such withdrawal.')
  return settled
}
