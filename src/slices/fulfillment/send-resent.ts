import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { sendWhatGoesOn } from './send-stopped-again.ts'

export const SEND_RESENT = 'warehouse.send-resent'

/** Tells the warehouses of the parcels in which something is sent once more. While items are taken out of the order they wait, and follow with its other new parcels. */
export async function sendResent(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: `${SEND_RESENT}#${seq}` }, async () => {
    const order = mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
    if (!goesOn(order)) return 'ended before'
    await sendWhatGoesOn(ctx, order)
    return 'handed over'
  })
}
