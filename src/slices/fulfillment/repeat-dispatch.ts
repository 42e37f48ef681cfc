import { inArray } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { handOver } from './dispatch-order.ts'
import { NEWS_WITHIN_MS, notingParcels } from './parcel-row.ts'
import { parcelIdsOf, stoppedParcels } from './parcels.ts'
import { parcels } from './schema.ts'
import { replaceParcels } from './send-stopped-again.ts'

export const REPEAT_DISPATCH = 'warehouse.repeat-dispatch'

/**
 * Hands an order over again when staff ask for it. Nothing changes at a warehouse that has the order, and one that lost it gets it back. Of an
 * order in several parcels, those that a warehouse has stopped leave in new ones.
 */
export async function repeatDispatch(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const kind = `${REPEAT_DISPATCH}#${seq}`
  await once(ctx.db, { causeId: orderId, kind }, async () => {
    const begun = await beginHandOver(ctx, orderId, { again: true, noteParcels: notingParcels(ctx) })
    if (!begun) return 'not handed over'
    const order = await replaceParcels(ctx, begun, await stoppedParcels(ctx.db, orderId))
    const ref = await handOver(ctx, order, { onlyHere: true, isAgain: true })
    const askAt = new Date(ctx.now().getTime() + NEWS_WITHIN_MS)
    await ctx.db
      .update(parcels)
      .set({ missingSince: null, askAt, asks: 0 })
      .where(inArray(parcels.id, await parcelIdsOf(ctx.db, orderId)))
    return ref
  })
}
