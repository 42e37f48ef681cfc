import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { transact } from '#platform/jobs/transact.ts'
import { readActor } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { goesOn, isStillOpen } from '#slices/orders/is-still-open.ts'
import { cancelItems } from '#slices/orders/items/cancel-items.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { readWithdrawal } from './queries.ts'
import { OPEN_RETURN_QUEUE, WITHDRAWN, type WithdrawalJob } from './withdrawal.ts'

/**
 * A withdrawal from an order of which nothing is packed cancels it, or takes out of it what it names: nobody has anything to send back. What is packed or
 * gone comes back as a return. The withdrawal is closed with the order, or with its items (close-cancelled.ts); where a parcel left before it could be
 * stopped, it waits for staff.
 */
export async function carryOut(ctx: Ctx, { withdrawalId }: WithdrawalJob): Promise<void> {
  const withdrawal = mustFind(await readWithdrawal(ctx.db, withdrawalId), `Withdrawal ${withdrawalId}`)
  if (withdrawal.state !== 'open') return
  const { orderId, lines } = withdrawal
  const order = await requireOrder(ctx.db, orderId)
  if (!mayStop(order)) return passOn(ctx, { withdrawalId, orderId })
  const shopper = { ...withGateway(ctx), actor: readActor(withdrawal.declaredBy) }
  try {
    // Naming everything cancels the order, and a second run finds its own wish, whatever is left by then.
    await cancelItems(
      shopper,
      {
        orderId,
        reason: WITHDRAWN,
        refundId: withdrawalId,
        lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
      },
      tooLate,
    )
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
    // Other items are being taken out, so it is tried again.
    if (mayStop(await requireOrder(ctx.db, orderId))) throw error
    await passOn(ctx, { withdrawalId, orderId })
  }
}

const tooLate = (order: Order) => (mayStop(order) ? null : 'It is packed, so the goods come back first.')

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
