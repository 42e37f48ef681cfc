import { v7 as uuidv7 } from 'uuid'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import type { Actor } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { lockPaid, readRefund } from '#slices/payments/refund.ts'
import { mayBeHandedOver } from './delivery/hand-over.ts'
import type { OrderCancelled } from './events.ts'
import { giveBack } from './give-back.ts'
import type { Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { recordEvents } from './record-events.ts'
import { type RequestedRefund, requestRefund, reusedRefundId } from './refunds/request-refund.ts'
import { settleRefund } from './refunds/settle-refund.ts'

/** The id of the refund, and the sum that the caller was shown. */
export type RefundAsked = { id: string; inputHash?: string | undefined; expectedMinor?: number | undefined }

export type CancelPaid = { reason: string; refund?: RefundAsked | undefined }

/**
 * Ends a paid order. An order that the warehouse does not have is cancelled at once. If the warehouse has it, or may have
 * it, we ask the warehouse to stop it, and neither money nor stock moves before it answers (end-recall.ts).
 */
export async function cancelPaid(
  ctx: OrdersCtx,
  order: Order,
  { reason, refund = { id: uuidv7() } }: CancelPaid,
): Promise<void> {
  const requested = await transact(ctx, async transaction => {
    // Everybody locks the payment before the order, so that nobody waits in a circle.
    const paid = await lockPaid(transaction.tx, order.id)
    if (!(await mayBeHandedOver(transaction.tx, order.id)))
      return cancelWithin(ctx, transaction, order, { reason, refund, askedBy: ctx.actor })
    if (refund.expectedMinor !== undefined && refund.expectedMinor !== (paid?.leftMinor ?? 0))
      throw new Refusal('conflict', 'The sum has changed in the meantime. Look at the order again.')
    if (await readRefund(transaction.tx, refund.id)) throw reusedRefundId()
    const { id: refundId, inputHash } = refund
    await recordEvents(transaction, {
      orderId: order.id,
      before: order,
      events: [
        { type: 'order.recall_requested', data: { reason, refundId, ...(inputHash && { inputHash }) } },
      ],
      actor: ctx.actor,
      at: ctx.now(),
    })
    await fault('recall.in')
    return null
  })
  if (requested) return sendMoneyBack(ctx, requested)
  await fault('recall.committed')
}

/** Runs after the commit and sends the money that was noted as going back. */
export async function sendMoneyBack(ctx: OrdersCtx, requested: RequestedRefund): Promise<void> {
  await fault('cancel.committed')
  if (requested.kind === 'requested') await settleRefund(ctx, requested.refund.id, { fresh: true })
}

/** Runs in the caller's transaction: the order ends, its stock is free, and the remaining money is noted as going back. */
export async function cancelWithin(
  ctx: OrdersCtx,
  transaction: Transaction,
  order: Order,
  { reason, refund, askedBy }: { reason: string; refund: RefundAsked; askedBy: Actor },
) {
  const at = ctx.now()
  const rest = await requestRefund(transaction.tx, order, {
    ...refund,
    orderId: order.id,
    of: { kind: 'rest' },
    reason,
    actor: askedBy,
    at,
  })
  if (rest.kind === 'known' && rest.refund.inputHash !== refund.inputHash) throw reusedRefundId()
  if (rest.kind === 'impossible' && refund.expectedMinor !== undefined)
    throw new Refusal('conflict', rest.sentence)
  await recordEvents(transaction, {
    orderId: order.id,
    before: order,
    events: [{ type: 'order.cancelled', data: cancelledData(order, reason, rest) }],
    actor: ctx.actor,
    at,
  })
  await giveBack(transaction.tx, order, at)
  await fault('cancel.in')
  return rest
}

/**
 * The sum that goes back now and the sum that went back before. Mails and figures name these sums and not the order's total.
 */
function cancelledData(order: Order, reason: string, rest: RequestedRefund): OrderCancelled {
  if (rest.kind !== 'requested') return { reason, refundedBeforeMinor: order.refundedMinor }
  const { id: refundId, amountMinor: refundMinor } = rest.refund
  return { reason, refundId, refundMinor, refundedBeforeMinor: order.totalMinor - refundMinor }
}
