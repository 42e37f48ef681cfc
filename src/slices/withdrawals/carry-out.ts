import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { transact } from '#platform/jobs/transact.ts'
import { readActor } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { cancelOrder } from '#slices/orders/cancel-order.ts'
import { goesOn, isStillOpen } from '#slices/orders/is-still-open.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readWithdrawal } from './queries.ts'
import { OPEN_RETURN_QUEUE, WITHDRAWN, type WithdrawalJob } from './withdrawal.ts'

/**
 * A withdrawal from a whole order of which nothing is packed cancels it: nobody has anything to send back. What is packed or gone comes
 * back as a return. Everything else waits for staff. The withdrawal is closed with the order (close-cancelled.ts).
 */
export async function carryOut(ctx: Ctx, { withdrawalId }: WithdrawalJob): Promise<void> {
  const withdrawal = mustFind(await readWithdrawal(ctx.db, withdrawalId), `Withdrawal ${withdrawalId}`)
  if (withdrawal.state !== 'open') return
  const { orderId, lines } = withdrawal
  const order = await requireOrder(ctx.db, orderId)
  const isWhole = lines.reduce((sum, { quantity }) => sum + quantity, 0) === order.units
  if (!mayStop(order)) return passOn(ctx, { withdrawalId, orderId })
  if (!isWhole) return
  const shopper = { ...withGateway(ctx), actor: readActor(withdrawal.declaredBy) }
  try {
    await cancelOrder(shopper, {
      orderId,
      reason: WITHDRAWN,
      tooLate: now => (mayStop(now) ? null : 'It is packed, so the goods come back first.'),
    })
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    await passOn(ctx, { withdrawalId, orderId })
  }
}

/** Items that are just being taken out are no reason to send the rest. */
const mayStop = (order: Order) => isStillOpen(order) || order.recall === 'items'

/** An order that is just being recalled may never leave: its withdrawal is closed with it, or waits for staff. */
async function passOn(ctx: Ctx, { withdrawalId, orderId }: WithdrawalJob & { orderId: string }) {
  const order = await requireOrder(ctx.db, orderId)
  if (!goesOn(order) || order.recall === 'requested') return
  await transact(ctx, ({ send }) =>
    send(OPEN_RETURN_QUEUE, { withdrawalId }, jobId(withdrawalId, OPEN_RETURN_QUEUE)),
  )
}
