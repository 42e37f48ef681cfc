import type { Ctx } from '#platform/jobs/ctx.ts'
import { recalledParcels } from '#slices/orders/delivery/parcels.ts'
import { planAgain } from '#slices/orders/delivery/plan-parcels.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { askNoMoreOf, notingParcels } from './parcel-row.ts'
import { hasUntold, stoppedParcels } from './parcels.ts'
import { sendToWarehouse } from './send-to-warehouse.ts'

/**
 * An order was to be stopped, and one of its parcels had left. It goes on whole, so the goods of the parcels that were stopped in time are
 * handed over again, in new parcels. One that a warehouse stops later, by itself, is for a person. A second call finds nothing to do.
 */
export async function sendStoppedAgain(ctx: Ctx, order: Order): Promise<void> {
  if (order.recall !== 'refused' || !goesOn(order)) return
  await sendWhatGoesOn(ctx, order)
}

/** Hands over what the warehouses were asked to stop and is sent all the same, and what they have not heard of. */
export async function sendWhatGoesOn(ctx: Ctx, order: Order): Promise<void> {
  const recalled = recalledParcels(await readEvents(ctx.db, order.id))
  const stopped = (await stoppedParcels(ctx.db, order.id)).filter(id => recalled.has(id))
  const planned = await replaceParcels(ctx, order, stopped)
  if (await hasUntold(ctx.db, order.id)) await sendToWarehouse(ctx, planned, { onlyHere: true })
}

/** Plans the goods of stopped parcels again and answers the order after that; nobody asks about the old ones any more. */
export async function replaceParcels(ctx: Ctx, order: Order, stopped: readonly string[]): Promise<Order> {
  const planned = await planAgain(ctx, order.id, stopped, notingParcels(ctx))
  if (planned) for (const parcelId of stopped) await askNoMoreOf(ctx.db, parcelId)
  return planned ?? order
}
