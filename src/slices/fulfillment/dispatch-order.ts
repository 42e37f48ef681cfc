import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { beginHandOver, noteHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { sendToWarehouse } from './send-to-warehouse.ts'

export const DISPATCH_EFFECT = 'warehouse.dispatch'

/**
 * Hands a confirmed order to the warehouse. It notes the hand-over first, under the order's lock: a later cancellation
 * asks the warehouse to stop the order, a later change of the address tells it, and an order that is already cancelled is never
 * handed over.
 */
export async function dispatchOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: DISPATCH_EFFECT }, async () => {
    const order = await beginHandOver(ctx, orderId)
    const state = order ? await handOver(ctx, order) : 'not handed over'
    ctx.log.info({ orderId, state }, 'order handed to the warehouse')
    return state
  })
}

/** Hands the order over and notes it. A second hand-over with the same contents changes nothing there. It answers the warehouse's state for the order. */
export async function handOver(ctx: Ctx, order: Order): Promise<string> {
  await fault('dispatch.before-send')
  return sendToWarehouse(ctx, order, {
    notTaken: () => noteHandOver(ctx.db, { orderId: order.id, state: 'not_taken', at: ctx.now() }),
  })
}
