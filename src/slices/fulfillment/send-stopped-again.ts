import type { Ctx } from '#platform/jobs/ctx.ts'
import { planAgain } from '#slices/orders/delivery/plan-parcels.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import type { Order } from '#slices/orders/order.ts'
import { askNoMoreOf } from './parcel-row.ts'
import { hasUntold, stoppedParcels } from './parcels.ts'
import { sendToWarehouse } from './send-to-warehouse.ts'

/**
 * An order was to be stopped, and one of its parcels had left. It goes on whole, so the goods of the parcels that were stopped in time are
 * handed over again, in new parcels. A second call finds nothing to do.
 */
export async function sendStoppedAgain(ctx: Ctx, order: Order): Promise<void> {
  if (order.recall !== 'refused' || !goesOn(order)) return
  const stopped = await stoppedParcels(ctx.db, order.id)
  const planned = await planAgain(ctx, order.id, stopped)
  if (planned) for (const parcelId of stopped) await askNoMoreOf(ctx.db, parcelId)
  if (await hasUntold(ctx.db, order.id)) await sendToWarehouse(ctx, planned ?? order, { onlyHere: true })
}
