import { Refusal } from '#platform/lib/refusal.ts'
import { type CancelPaid, cancelPaid } from './cancel-paid.ts'
import { cancelUnpaid } from './cancel-unpaid.ts'
import { mayHappen, type Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { requireOrder } from './queries.ts'
import { LostRace } from './record-events.ts'
import { settleOrder } from './settle-order.ts'

const MAX_RACES = 5

export type Cancellation = CancelPaid & {
  orderId: string
  /** Why the caller may no longer cancel the order as it stands now, in a sentence; null while they may. */
  tooLate?: (order: Order) => string | null
}

/**
 * Cancels an order that has not left the house: the stock comes back and all of the money goes back. If the warehouse has
 * the order, or may have it, the order is recalled first and cancelled when the warehouse agrees.
 */
export async function cancelOrder(
  ctx: OrdersCtx,
  { orderId, tooLate, ...how }: Cancellation,
): Promise<Order> {
  for (let race = 0; race < MAX_RACES; race++) {
    const order = await settleOrder(ctx, orderId)
    if (order.state === 'cancelled' || order.recall === 'requested') return order
    if (!mayHappen(order, 'order.cancelled')) throw new Refusal('conflict', tooLate?.(order) ?? whyNot(order))
    const why = tooLate?.(order)
    if (why) throw new Refusal('conflict', why)
    try {
      await (order.state === 'reserved' ? cancelUnpaid(ctx, order, how.reason) : cancelPaid(ctx, order, how))
      return requireOrder(ctx.db, order.id)
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }
  throw new Refusal('conflict', 'The order is changing right now. Try again in a moment.')
}

function whyNot(order: Order): string {
  if (order.state === 'declined' || order.state === 'expired')
    return `The order was ${order.state} already; nothing is held and nothing was kept.`
  return 'The parcel has left the house. Refund the order instead; the goods can be sent back.'
}
