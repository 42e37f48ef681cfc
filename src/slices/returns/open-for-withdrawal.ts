import { eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { transact } from '#platform/jobs/transact.ts'
import { readActor } from '#platform/lib/actor.ts'
import { sha256 } from '#platform/lib/hash.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import { lockOrder } from '#slices/orders/queries.ts'
import { passToReturn } from '#slices/withdrawals/pass-to-return.ts'
import { readWithdrawal } from '#slices/withdrawals/queries.ts'
import type { WithdrawalJob, WithdrawnLine } from '#slices/withdrawals/withdrawal.ts'
import { writeWishes } from './change-wish.ts'
import { openReturn } from './open-return.ts'
import { returnsOf } from './queries.ts'
import type { Return } from './return.ts'
import { readReturnable } from './returnable.ts'
import { returns } from './schema.ts'

/**
 * Somebody withdrew from goods that are packed or gone: they come back, so the withdrawal opens a return, approved at once. Where a
 * return that has all of the units is on its way, the withdrawal joins it. Where only some of them are free, it waits for staff, as before.
 */
export async function openForWithdrawal(ctx: Ctx, { withdrawalId }: WithdrawalJob): Promise<void> {
  const { orderId } = mustFind(await readWithdrawal(ctx.db, withdrawalId), `Withdrawal ${withdrawalId}`)
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const order = await lockOrder(tx, orderId)
    const withdrawal = mustFind(await readWithdrawal(tx, withdrawalId), `Withdrawal ${withdrawalId}`)
    if (withdrawal.state !== 'open' || withdrawal.returnNumber || !goesOn(order)) return
    const joined = (await returnsOf(tx, orderId)).find(one => covers(one, withdrawal.lines))
    if (joined) {
      await tx.update(returns).set({ withdrawalId }).where(eq(returns.id, joined.id))
      // The law gives the money back by the means that paid.
      const others = joined.lines.filter(({ wish }) => wish !== 'refund')
      await writeWishes(
        { ...ctx, actor: readActor(withdrawal.declaredBy) },
        transaction,
        joined,
        others.map(line => ({ line, wish: 'refund' })),
      )
      return passToReturn(tx, withdrawalId, joined.number)
    }
    const { lines } = await readReturnable(tx, order)
    const free = (lineId: string) => lines.find(line => line.lineId === lineId)?.free ?? 0
    if (withdrawal.lines.some(({ lineId, quantity }) => quantity > free(lineId))) return
    const number = await openReturn(ctx, transaction, {
      id: jobId(withdrawalId, 'return'),
      orderId,
      inputHash: sha256(withdrawalId),
      withdrawalId,
      isApproved: true,
      lines: withdrawal.lines.map(({ lineId, quantity }) => ({
        lineId,
        quantity,
        reason: 'changed_mind',
        wish: 'refund',
      })),
      actor: readActor(withdrawal.declaredBy),
    })
    await passToReturn(tx, withdrawalId, number)
  })
}

const covers = ({ state, withdrawalId, lines }: Return, withdrawn: readonly WithdrawnLine[]): boolean =>
  state === 'approved' &&
  withdrawalId === null &&
  withdrawn.every(({ lineId, quantity }) =>
    lines.some(line => line.lineId === lineId && line.approved >= quantity),
  )
