import { eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { beginHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { handOver } from './dispatch-order.ts'
import { NEWS_WITHIN_MS } from './parcel-row.ts'
import { parcels } from './schema.ts'

export const REPEAT_DISPATCH = 'warehouse.repeat-dispatch'

/** Hands an order over again when staff ask for it. Nothing changes at a warehouse that has the order, and one that lost it gets it back. */
export async function repeatDispatch(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const kind = `${REPEAT_DISPATCH}#${seq}`
  await once(ctx.db, { causeId: orderId, kind }, async () => {
    const order = await beginHandOver(ctx, orderId, { again: true })
    const ref = order ? await handOver(ctx, order, { onlyHere: true }) : 'not handed over'
    const askAt = new Date(ctx.now().getTime() + NEWS_WITHIN_MS)
    await ctx.db
      .update(parcels)
      .set({ missingSince: null, askAt, asks: 0 })
      .where(eq(parcels.orderId, orderId))
    return ref
  })
}
