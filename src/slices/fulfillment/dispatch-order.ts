import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { beginHandOver, noteHandOver, readHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import type { Order } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { notingParcels } from './parcel-row.ts'
import { sendToWarehouse } from './send-to-warehouse.ts'

export const DISPATCH_EFFECT = 'warehouse.dispatch'

/**
 * Hands a confirmed order to the warehouse. It notes the hand-over first, under the order's lock: a later cancellation
 * asks the warehouse to stop the order, a later change of the address tells it, and an order that is already cancelled is never
 * handed over.
 */
export async function dispatchOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: DISPATCH_EFFECT }, async () => {
    const order = await beginHandOver(ctx, orderId, { noteParcels: notingParcels(ctx) })
    const state = order ? await handOver(ctx, order) : await hearAgain(ctx, orderId)
    ctx.log.info({ orderId, state }, 'order handed to the warehouse')
    return state
  })
}

/**
 * A worker that died after it had sent the order left no note of the answer, and the warehouse may have begun to pick meanwhile, which a
 * call-back says: then nobody knows which address it goes by. The same order again changes nothing there, and is answered.
 */
async function hearAgain(ctx: Ctx, orderId: string): Promise<string> {
  const [order, told] = await Promise.all([requireOrder(ctx.db, orderId), readHandOver(ctx.db, orderId)])
  const isGoing = goesOn(order) && order.recall === null
  if (!isGoing || told?.state !== 'taken' || told.toldVersion !== null) return 'not handed over'
  return sendToWarehouse(ctx, order)
}

/** Hands the order over and notes it. A second hand-over with the same contents changes nothing there. It answers the warehouse's state for the order. */
export async function handOver(
  ctx: Ctx,
  order: Order,
  { onlyHere = false, isAgain = false }: { onlyHere?: boolean; isAgain?: boolean } = {},
): Promise<string> {
  await fault('dispatch.before-send')
  return sendToWarehouse(ctx, order, {
    hasBegun: true,
    onlyHere,
    isAgain,
    notTaken: () => noteHandOver(ctx.db, { orderId: order.id, state: 'not_taken', at: ctx.now() }),
  })
}
