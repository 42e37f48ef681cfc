import type { Ctx } from '#platform/jobs/ctx.ts'
import { fillWaiting } from '#slices/inventory/waiting/fill-waiting.ts'
import { tellNewDays } from '#slices/inventory/waiting/tell-new-days.ts'
import { ordersToPlan, planCome } from '#slices/orders/delivery/plan-come.ts'
import { notingParcels } from './parcel-row.ts'

/** The most orders in one round, which has to ask about other parcels too. The next round goes on. */
const BATCH = 100

/**
 * Plans parcels of what has come for orders that waited for it. The row that says so is the note: there is no other job. Shoppers who still wait are told of another day here too. The new parcels are asked about at once,
 * which finds that their warehouse has not heard of them, and tells it. One order that cannot be planned holds up no other.
 */
export async function planWhatCame(ctx: Ctx): Promise<void> {
  await fillWaiting(ctx.db)
  await tellNewDays(ctx)
  for (const orderId of await ordersToPlan(ctx.db, BATCH)) {
    try {
      await planCome(ctx, orderId, notingParcels(ctx, { askInMs: 0 }))
    } catch (error) {
      ctx.log.warn({ orderId, error: String(error) }, 'what came for an order could not be planned this time')
    }
  }
}
