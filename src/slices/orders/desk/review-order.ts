import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import type { Order } from '../order.ts'
import { requireOrder } from '../queries.ts'
import { LostRace, recordEvents } from '../record-events.ts'

const MAX_RACES = 5

/**
 * A person has looked at the order, and their note goes into its history. The sweeper then moves the order on. An order that
 * needs no review stays as it is, so a second call changes nothing. Refuses with `not_found`.
 */
export async function reviewOrder(ctx: Ctx, review: { orderId: string; note: string }): Promise<Order> {
  for (let race = 0; ; race++) {
    const order = await requireOrder(ctx.db, review.orderId)
    if (order.needsReview === null) return order
    try {
      return await transact(ctx, transaction =>
        recordEvents(transaction, {
          orderId: order.id,
          before: order,
          events: [{ type: 'order.reviewed', data: { note: review.note } }],
          actor: ctx.actor,
          at: ctx.now(),
        }),
      )
    } catch (error) {
      if (!(error instanceof LostRace) || race === MAX_RACES) throw error
    }
  }
}
