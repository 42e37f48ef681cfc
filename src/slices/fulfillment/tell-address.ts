import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { readHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { sendToWarehouse } from './send-to-warehouse.ts'

export const TELL_ADDRESS = 'warehouse.tell-address'

/**
 * Tells the warehouse the new address of an order that it has, or may have. An order that was not handed over yet is handed over
 * with its new address. A parcel that has arrived meanwhile went to the address before, which the answer says.
 */
export async function tellAddress(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: `${TELL_ADDRESS}#${seq}` }, async () => {
    const order = await requireOrder(ctx.db, orderId)
    if (!goesOn(order)) return 'not sent any more'
    const handOver = await readHandOver(ctx.db, orderId)
    if (!handOver || handOver.state === 'not_taken') return 'not handed over yet'
    const state = await sendToWarehouse(ctx, order)
    ctx.log.info({ orderId, state }, 'the warehouse was told another address')
    return state
  })
}
