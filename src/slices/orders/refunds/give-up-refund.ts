import { transact } from '#platform/jobs/transact.ts'
import { noteRefundFailed, type Refund } from '#slices/payments/refund.ts'
import { reviewEvents } from '../ask-for-person.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'

/** Ends a refund as failed. One transaction, so that staff always get a sentence if something is left to do. */
export async function giveUpRefund(
  ctx: OrdersCtx,
  refund: Refund,
  sentence: ((order: Order) => string) | null,
): Promise<void> {
  const at = ctx.now()
  await transact(ctx, async transaction => {
    if (!(await noteRefundFailed(transaction.tx, refund, at))) return
    const order = await lockOrder(transaction.tx, refund.orderId)
    const reason = sentence?.(order) ?? null
    const events = reason === null ? [] : reviewEvents(order, reason)
    ctx.log.error({ orderId: order.id, refundId: refund.id, reason }, 'a refund was given up')
    if (events.length)
      await recordEvents(transaction, { orderId: order.id, before: order, events, actor: ctx.actor, at })
  })
}
