import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { refuseRecall } from '#slices/orders/delivery/end-recall.ts'
import { readHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import { endItemsRecall, readItemsRecall } from '#slices/orders/items/take-items-out.ts'
import { readOrder, requireOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { notingParcels } from './parcel-row.ts'
import { askLater, stopAll } from './recall-order.ts'
import { sendWhatGoesOn } from './send-stopped-again.ts'

export const RECALL_ITEMS = 'warehouse.recall-items'

/** Asks the warehouses to stop the parcels out of which items are to be taken. */
export async function recallItems(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: `${RECALL_ITEMS}#${seq}` }, async () => {
    mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
    await askLater(ctx, orderId)
    const ref = await takeOutOfParcels(ctx, orderId)
    ctx.log.info({ orderId, ref }, 'items taken out of parcels')
    return ref
  })
}

/**
 * Makes one try. It throws while there is no answer; with an answer, the items are taken out or the order goes on as it is. What was stopped leaves in new
 * parcels either way. It answers how it ended.
 */
export async function takeOutOfParcels(ctx: Ctx, orderId: string): Promise<string> {
  const asked = await readItemsRecall(ctx, orderId)
  const ended = asked ? await stopAndEnd(ctx, orderId, asked.parcelIds) : 'ended before'
  const order = await requireOrder(ctx.db, orderId)
  if (goesOn(order) && order.recall !== 'requested') await sendWhatGoesOn(ctx, order)
  return ended
}

async function stopAndEnd(ctx: Ctx, orderId: string, parcelIds: readonly string[]): Promise<string> {
  const answers = await stopAll(ctx, parcelIds, await readHandOver(ctx.db, orderId))
  await fault('items-recall.answered')
  if (answers.includes('already shipped')) {
    await refuseRecall(ctx, orderId, 'The warehouse says that the parcel has left.', 'items')
    return 'already shipped'
  }
  await endItemsRecall(withGateway(ctx), orderId, notingParcels(ctx))
  return answers.includes('recalled') ? 'recalled' : 'never there'
}
