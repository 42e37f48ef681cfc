import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Ctx } from '#jobs/ctx.ts'
import { moveDelivery } from '#orders/move-delivery.ts'
import { readOrder } from '#orders/queries.ts'
import { type Callback, type ShipmentStep, shipmentSteps, stepOf } from './callback.ts'
import { dispatches, warehouseCallbacks } from './schema.ts'

/**
 * Takes in what the warehouse says, once. It is kept before it is acted upon and marked when that is done, so what
 * failed halfway is done when it comes again. Steps may come doubled and in any order: a parcel never moves back.
 */
export async function receiveCallback(ctx: Ctx, id: string, callback: Callback): Promise<'done' | 'known'> {
  const { type, data } = callback
  const { orderId } = data
  await ctx.db
    .insert(warehouseCallbacks)
    .values({ id, type, orderId, payload: callback })
    .onConflictDoNothing()
  const [kept] = await ctx.db.select().from(warehouseCallbacks).where(eq(warehouseCallbacks.id, id))
  if (kept?.processedAt) return 'known'

  const to = stepOf(callback)
  const order = to && (await readOrder(ctx.db, orderId))
  if (!order) {
    ctx.log.warn({ orderId, type }, 'the warehouse speaks of something that the shop does not know')
  } else {
    await moveDispatch(ctx, { orderId, to, carrier: data.carrier, trackingNumber: data.trackingNumber })
    await moveDelivery(ctx, { orderId, to, carrier: data.carrier, trackingNumber: data.trackingNumber })
  }
  await ctx.db
    .update(warehouseCallbacks)
    .set({ processedAt: ctx.now() })
    .where(and(eq(warehouseCallbacks.id, id), isNull(warehouseCallbacks.processedAt)))
  return 'done'
}

type Step = { orderId: string; to: ShipmentStep; carrier?: string; trackingNumber?: string }

/** Forwards only: from every earlier step, skipping those whose call-back is late. */
async function moveDispatch(ctx: Ctx, { orderId, to, carrier, trackingNumber }: Step) {
  const said = { state: to, carrier, trackingNumber }
  const earlier = ['received', ...shipmentSteps.slice(0, shipmentSteps.indexOf(to))]
  await ctx.db
    .insert(dispatches)
    .values({ orderId, ...said })
    .onConflictDoUpdate({
      target: dispatches.orderId,
      set: { ...said, updatedAt: sql`now()` },
      setWhere: inArray(dispatches.state, earlier),
    })
}
