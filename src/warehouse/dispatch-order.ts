import { itemName } from '#catalog/option-words.ts'
import type { Ctx } from '#jobs/ctx.ts'
import { PoisonJob } from '#jobs/queue.ts'
import { fault } from '#lib/fault-points.ts'
import { LIMITS } from '#lib/limits.ts'
import { effectOf, noteEffect } from '#orders/effects.ts'
import type { Announcement } from '#orders/events.ts'
import type { Order } from '#orders/order.ts'
import { type OrderLine, readOrder, readOrderWithLines } from '#orders/queries.ts'
import { dispatches } from './schema.ts'
import { type DispatchRequest, deleteShipment, putShipment } from './warehouse-api.ts'

const KIND = 'warehouse.dispatch'

/**
 * Hands a confirmed order to the warehouse. Its cancellation may overtake it: the recall then finds nothing to take
 * back, so whoever hands over looks once more afterwards and takes it back itself.
 */
export async function dispatchOrder(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  if (await effectOf(ctx.db, orderId, KIND)) return
  const found = await readOrderWithLines(ctx.db, orderId)
  if (!found) throw new PoisonJob(`There is no order ${orderId} to hand to the warehouse.`)
  await fault('dispatch.before-send')
  let state = isCancelled(found.order)
    ? await recall(orderId)
    : await putShipment(orderId, dispatchRequest(found))
  const now = await readOrder(ctx.db, orderId)
  if (now && isCancelled(now)) state = await recall(orderId)
  await fault('dispatch.sent')
  await ctx.db.transaction(async tx => {
    // A call-back may have been quicker than this note, and knows more.
    await tx.insert(dispatches).values({ orderId, state }).onConflictDoNothing()
    await noteEffect(tx, { orderId, kind: KIND, ref: state })
  })
  ctx.log.info({ orderId, state }, 'order handed to the warehouse')
}

function isCancelled(order: Order): boolean {
  return order.state === 'cancelled'
}

async function recall(orderId: string): Promise<string> {
  const answer = await deleteShipment(orderId)
  if (answer === 'already shipped')
    throw new PoisonJob(`Order ${orderId} was cancelled, yet the warehouse has shipped it.`)
  return 'cancelled'
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
      // A name is for the picker's eye, the SKU decides: a long one is cut, and the order is not refused for it.
      name: cut(itemName(name, options)),
      quantity,
    })),
  }
}
