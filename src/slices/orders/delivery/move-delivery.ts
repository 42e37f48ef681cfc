import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { consumeStock } from '#slices/inventory/consume-stock.ts'
import { changeOrder } from '../change-order.ts'
import type { OrderEvent, OrderShipped, ParcelFacts } from '../events.ts'
import { mayHappen, type Order } from '../order.ts'
import { readEvents } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { type DeliveryStep, factsOf, tooLateToStop } from './delivery-step.ts'
import { noteHandOver } from './hand-over.ts'
import { foldParcels } from './parcels.ts'
import { type OneOfSeveral, stepOfOne } from './step-of-one.ts'

/**
 * Moves the parcel to this step. Steps may be skipped, repeated or late. A step back moves nothing, but its carrier and
 * tracking number are kept. Shipping takes the parcel's stock off the shelf in the same transaction and ends a recall as refused.
 * The delivery of the last parcel completes the order.
 */
export async function moveDelivery(ctx: Ctx, step: DeliveryStep): Promise<Order> {
  return changeOrder(ctx, step.orderId, async order => {
    const one = await oneOfSeveral(ctx, step)
    const events = one ? stepOfOne(order, one, step) : eventsOf(order, step)
    if (events.length === 0) return order
    return transact(ctx, async transaction => {
      const after = await recordEvents(transaction, {
        orderId: order.id,
        before: order,
        events,
        actor: ctx.actor,
        at: ctx.now(),
      })
      const warehouseId = one?.parcel.warehouseId ?? null
      if (events.some(event => event.type === 'order.shipped' || event.type === 'order.parcel_shipped'))
        await consumeStock(transaction.tx, { orderId: order.id, warehouseId }, ctx.actor)
      await noteHandOver(transaction.tx, { orderId: order.id, state: 'taken', at: ctx.now() })
      await fault('delivery.in')
      return after
    })
  })
}

/** Null when the order has this parcel only. The order's version guards what is read here. */
async function oneOfSeveral(ctx: Ctx, { orderId, parcelId }: DeliveryStep): Promise<OneOfSeveral | null> {
  if (!parcelId || parcelId === orderId) return null
  const parcels = foldParcels(await readEvents(ctx.db, orderId)) ?? []
  const parcel = parcels.find(({ id }) => id === parcelId)
  assert(parcel, `order ${orderId} has no parcel ${parcelId}`)
  return { parcel, others: parcels.filter(other => other !== parcel) }
}

function eventsOf(order: Order, step: DeliveryStep): OrderEvent[] {
  const moved = movesOf(order, step)
  return moved.length > 0 ? moved : corrections(order, step)
}

function movesOf(order: Order, step: DeliveryStep): OrderEvent[] {
  switch (step.to) {
    case 'picking':
      return mayHappen(order, 'order.picking') ? [{ type: 'order.picking', data: {} }] : []
    case 'packed':
      return mayHappen(order, 'order.packed') ? [{ type: 'order.packed', data: {} }] : []
    case 'shipped':
      return shipped(order, factsOf(step))
    case 'delivered': {
      const arrived: OrderEvent[] = [
        { type: 'order.delivered', data: {} },
        { type: 'order.completed', data: {} },
      ]
      if (mayHappen(order, 'order.delivered')) return [...corrections(order, step), ...arrived]
      // The news of the shipping got lost or is still coming. The parcel has certainly left, but we do not know when.
      const left = shipped(order, { ...factsOf(step), unheard: true })
      return left.length > 0 ? [...left, ...arrived] : []
    }
  }
}

function shipped(order: Order, data: OrderShipped): OrderEvent[] {
  if (!mayHappen(order, 'order.shipped')) return []
  return [{ type: 'order.shipped', data }, ...tooLateToStop(order)]
}

/** The facts in this step that differ from what we know of a parcel that has left. */
function corrections(order: Order, step: DeliveryStep): OrderEvent[] {
  const facts = factsOf(step)
  const news = Object.fromEntries(
    Object.entries(facts).filter(([fact, value]) => order[fact as keyof ParcelFacts] !== value),
  )
  if (Object.keys(news).length === 0 || !mayHappen(order, 'order.parcel_corrected')) return []
  return [{ type: 'order.parcel_corrected', data: news }]
}
