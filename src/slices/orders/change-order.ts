import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Order } from './order.ts'
import { requireOrder } from './queries.ts'
import { LostRace } from './record-events.ts'

/** Each race is lost to a change that went through, and an order has few. */
const MAX_RACES = 5

/**
 * Reads the order and changes it. If somebody else moves the order in the meantime, the change is worked out again from the
 * order that stands then.
 */
export async function changeOrder<Result>(
  ctx: Ctx,
  orderId: string,
  change: (order: Order) => Promise<Result>,
): Promise<Result> {
  for (let race = 0; ; race++) {
    const order = await requireOrder(ctx.db, orderId)
    try {
      return await change(order)
    } catch (error) {
      if (!(error instanceof LostRace) || race === MAX_RACES) throw error
    }
  }
}
