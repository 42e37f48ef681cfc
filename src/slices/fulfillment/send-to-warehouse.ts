import { LIMITS } from '#platform/fields/limits.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { noteHandOver, noteTold } from '#slices/orders/delivery/hand-over.ts'
import type { Order } from '#slices/orders/order.ts'
import { type OrderLine, readLines } from '#slices/orders/queries.ts'
import { stateNamed } from './callback.ts'
import { noteNews } from './dispatch-row.ts'
import { keepAddress } from './keep-address.ts'
import { type DispatchRequest, putShipment } from './warehouse-api.ts'

/** Tells the warehouse the order as it stands in this version, and notes its answer. `notTaken` runs when it surely did not hear. */
export async function sendToWarehouse(
  ctx: Ctx,
  order: Order,
  { notTaken }: { notTaken?: () => Promise<void> } = {},
): Promise<string> {
  const orderId = order.id
  const answer = await putShipment(orderId, dispatchRequest(order, await readLines(ctx.db, orderId)))
  await fault('dispatch.sent')
  if (answer.kind === 'not_taken') {
    await notTaken?.()
    throw answer.error
  }
  const told = answer.kind === 'differs' ? await keepAddress(ctx, order, answer.revision) : order.version
  const now = ctx.now()
  await ctx.db.transaction(async tx => {
    await noteHandOver(tx, { orderId, state: 'taken', at: now })
    await noteTold(tx, orderId, told)
    // A call-back may come before this note, and it knows more.
    const state = answer.kind === 'taken' ? stateNamed(answer.state) : null
    await noteNews(tx, { orderId, to: state ?? 'received', at: now, now })
  })
  return answer.kind === 'taken' ? answer.state : 'kept to the address before'
}

const cut = (name: string) => name.slice(0, LIMITS.warehouseText).toWellFormed()

function dispatchRequest(order: Order, lines: readonly OrderLine[]): DispatchRequest {
  return {
    orderNumber: order.number,
    revision: order.version,
    shippingMethod: order.shippingMethod,
    shipTo: order.shippingAddress,
    lines: lines.map(({ sku, name, options, quantity }) => ({
      sku,
      // The name only helps the picker and the SKU decides, so a long name is cut instead of refusing the order.
      name: cut(itemName(name, options)),
      quantity,
    })),
  }
}
