import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { changeOrder } from '../change-order.ts'
import type { Order } from '../order.ts'
import { recordEvents } from '../record-events.ts'

/**
 * A person has looked at the order, and their note goes into its history. The sweeper then moves the order on. An order that
 * needs no review stays as it is, so a second call changes nothing. Refuses with `not_found`.
 */
export async function reviewOrder(ctx: Ctx, review: { orderId: string; note: string }): Promise<Order> {
  return changeOrder(ctx, review.orderId, async order => {
    if (order.needsReview === null) return order
    return transact(ctx, transaction =>
      recordEvents(transaction, {
        orderId: order.id,
        before: order,
        events: [{ type: 'order.reviewed', data: { note: review.note } }],
        actor: ctx.actor,
        at: ctx.now(),
      }),
    )
  })
}
