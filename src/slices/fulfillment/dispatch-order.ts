import { LIMITS } from '#platform/fields/limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { beginHandOver, noteHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Announcement } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { type OrderLine, readOrderWithLines } from '#slices/orders/queries.ts'
import { stateNamed } from './callback.ts'
import { noteNews } from './dispatch-row.ts'
import { type DispatchRequest, putShipment } from './warehouse-api.ts'

export const DISPATCH_EFFECT = 'warehouse.dispatch'

/**
 * Hands a confirmed order to the warehouse. It notes the hand-over first, under the order's lock: a later cancellation
 * asks the warehouse to stop the order, and an order that is already cancelled is never handed over.
 */
export async function dispatchOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: DISPATCH_EFFECT }, async () => {
    const found = mustFind(await readOrderWithLines(ctx.db, orderId), `Order ${orderId}`)
    const state = (await beginHandOver(ctx, orderId)) ? await handOver(ctx, found) : 'not handed over'
    ctx.log.info({ orderId, state }, 'order handed to the warehouse')
    return state
  })
}

/** Hands the order over and notes it. A second hand-over with the same contents changes nothing there. It answers the warehouse's state for the order. */
export async function handOver(ctx: Ctx, found: { order: Order; lines: OrderLine[] }): Promise<string> {
  const orderId = found.order.id
  await fault('dispatch.before-send')
  const answer = await putShipment(orderId, dispatchRequest(found))
  await fault('dispatch.sent')
  const now = ctx.now()
  if (answer.kind === 'not_taken') {
    await noteHandOver(ctx.db, { orderId, state: 'not_taken', at: now })
    throw answer.error
  }
  await ctx.db.transaction(async tx => {
    await noteHandOver(tx, { orderId, state: 'taken', at: now })
    // A call-back may come before this note, and it knows more.
    await noteNews(tx, { orderId, to: stateNamed(answer.state) ?? 'received', at: now, now })
  })
  return answer.state
}

const cut = (name: string) => name.slice(0, LIMITS.warehouseText).toWellFormed()

function dispatchRequest({ order, lines }: { order: Order; lines: OrderLine[] }): DispatchRequest {
  const { shippingAddress: address } = order
  return {
    orderNumber: order.number,
    shippingMethod: order.shippingMethod,
    shipTo: address,
    lines: lines.map(({ sku, name, options, quantity }) => ({
      sku,
      // The name only helps the picker and the SKU decides, so a long name is cut instead of refusing the order.
      name: cut(itemName(name, options)),
      quantity,
    })),
  }
}
