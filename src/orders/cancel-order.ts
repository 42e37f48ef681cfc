import { v7 as uuidv7 } from 'uuid'
import { releaseStock } from '#inventory/release-stock.ts'
import { transact } from '#jobs/transact.ts'
import { fault } from '#lib/fault-points.ts'
import { Refusal } from '#lib/refusal.ts'
import { cancelUnpaid } from './cancel-unpaid.ts'
import type { OrderCancelled } from './events.ts'
import { mayHappen, type Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { requireOrder } from './queries.ts'
import { LostRace, recordEvents } from './record-events.ts'
import { type RequestedRefund, requestRefund, reusedRefundId } from './request-refund.ts'
import { settleOrder } from './settle-order.ts'
import { settleRefund } from './settle-refund.ts'

const MAX_RACES = 5

export type Cancellation = {
  orderId: string
  reason: string
  /** Under which id the money goes back; the shop makes one where the caller has none. */
  refund?: { id: string; inputHash: string; expectedMinor?: number | undefined }
}

/** Calls an order off before it has left the house: the stock comes back and so does the money, all of it. */
export async function cancelOrder(ctx: OrdersCtx, input: Cancellation): Promise<Order> {
  for (let race = 0; race < MAX_RACES; race++) {
    const order = await settleOrder(ctx, input.orderId)
    if (order.state === 'cancelled') return order
    if (!mayHappen(order, 'order.cancelled')) throw new Refusal('conflict', whyNot(order))
    try {
      await (order.state === 'reserved'
        ? cancelUnpaid(ctx, order, input.reason)
        : cancelPaid(ctx, order, input))
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

/** What goes back because of it, and what had gone before: letters and figures speak of these sums and not of the order's total. */
function cancelledData(order: Order, reason: string, rest: RequestedRefund): OrderCancelled {
  if (rest.kind !== 'requested') return { reason, refundedBeforeMinor: order.refundedMinor }
  const { id: refundId, amountMinor: refundMinor } = rest.refund
  return { reason, refundId, refundMinor, refundedBeforeMinor: order.totalMinor - refundMinor }
}

async function cancelPaid(ctx: OrdersCtx, order: Order, { reason, refund }: Cancellation) {
  const at = ctx.now()
  const requested = await transact(ctx, async transaction => {
    const rest = await requestRefund(transaction.tx, order, {
      id: refund?.id ?? uuidv7(),
      inputHash: refund?.inputHash,
      expectedMinor: refund?.expectedMinor,
      orderId: order.id,
      of: { kind: 'rest' },
      reason,
      actor: ctx.actor,
      at,
    })
    if (rest.kind === 'known' && rest.refund.inputHash !== refund?.inputHash) throw reusedRefundId()
    if (rest.kind === 'impossible' && refund?.expectedMinor !== undefined)
      throw new Refusal('conflict', rest.sentence)
    await recordEvents(transaction, {
      orderId: order.id,
      before: order,
      events: [{ type: 'order.cancelled', data: cancelledData(order, reason, rest) }],
      actor: ctx.actor,
      at,
    })
    await releaseStock(transaction.tx, order.id)
    await fault('cancel.in')
    return rest
  })
  await fault('cancel.committed')
  if (requested.kind === 'requested') await settleRefund(ctx, requested.refund.id, { fresh: true })
}
