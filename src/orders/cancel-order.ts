import { v7 as uuidv7 } from 'uuid'
import { releaseStock } from '#inventory/release-stock.ts'
import { transact } from '#jobs/transact.ts'
import { fault } from '#lib/fault-points.ts'
import { Refusal } from '#lib/refusal.ts'
import { requestRefundOfRest } from '#payments/refund.ts'
import { cancelUnpaid } from './cancel-unpaid.ts'
import { mayHappen, type Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { requireOrder } from './queries.ts'
import { LostRace, recordEvents } from './record-events.ts'
import { settleOrder } from './settle-order.ts'
import { settleRefund } from './settle-refund.ts'

const MAX_RACES = 5

/** Calls an order off before it has left the house: the stock comes back and so does the money, all of it. */
export async function cancelOrder(
  ctx: OrdersCtx,
  input: { orderId: string; reason: string },
): Promise<Order> {
  for (let race = 0; race < MAX_RACES; race++) {
    const order = await settleOrder(ctx, input.orderId)
    if (order.state === 'cancelled') return order
    if (!mayHappen(order, 'order.cancelled')) throw new Refusal('conflict', whyNot(order))
    try {
      await (order.state === 'reserved'
        ? cancelUnpaid(ctx, order, input.reason)
        : cancelPaid(ctx, order, input.reason))
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

async function cancelPaid(ctx: OrdersCtx, order: Order, reason: string) {
  const at = ctx.now()
  const refund = await transact(ctx, async transaction => {
    await recordEvents(transaction, {
      orderId: order.id,
      before: order,
      events: [{ type: 'order.cancelled', data: { reason } }],
      actor: ctx.actor,
      at,
    })
    await releaseStock(transaction.tx, order.id)
    const requested = await requestRefundOfRest(transaction.tx, {
      id: uuidv7(),
      orderId: order.id,
      reason,
      actor: ctx.actor,
      at,
    })
    await fault('cancel.in')
    return requested
  })
  await fault('cancel.committed')
  if (refund) await settleRefund(ctx, refund.id, { fresh: true })
}
