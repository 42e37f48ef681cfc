import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { assert } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { consumeStock } from '#slices/inventory/consume-stock.ts'
import { waitsForStock } from '#slices/inventory/waiting/queries.ts'
import { changeOrder } from '../change-order.ts'
import type { Order } from '../order.ts'
import { readEvents } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { type DeliveryStep, eventsOfStep } from './events-of-step.ts'
import { noteHandOver } from './hand-over.ts'
import { foldParcels, wholeParcel } from './parcels.ts'

/**
 * Moves the parcel to this step. Steps may be skipped, repeated or late. Shipping takes the parcel's stock off the shelf in the same
 * transaction.
 */
export async function moveDelivery(ctx: Ctx, step: DeliveryStep): Promise<Order> {
  return changeOrder(ctx, step.orderId, async order => {
    const way = await readWay(ctx, order, step)
    const events = eventsOfStep(order, way, step)
    if (events.length === 0) return order
    return transact(ctx, async transaction => {
      const after = await recordEvents(transaction, {
        orderId: order.id,
        before: order,
        events,
        actor: ctx.actor,
        at: ctx.now(),
      })
      if (events.some(event => event.type === 'order.shipped' || event.type === 'order.parcel_shipped'))
        await consumeStock(transaction.tx, { orderId: order.id, units: way.units }, ctx.actor)
      await noteHandOver(transaction.tx, { orderId: order.id, state: 'taken', at: ctx.now() })
      await fault('delivery.in')
      return after
    })
  })
}

/** What waits for stock leaves in a later parcel. */
const toCome = { state: 'planned' as const }

/** The parcel that the step names, and the order's others. The order's version guards what is read here. */
async function readWay(ctx: Ctx, order: Order, { parcelId = order.id }: DeliveryStep) {
  const [events, waits] = await Promise.all([readEvents(ctx.db, order.id), waitsForStock(ctx.db, order.id)])
  const parcels = foldParcels(events) ?? []
  const parcel = parcels.find(({ id }) => id === parcelId)
  if (parcel) {
    const { warehouseId } = parcel
    const units = parcel.lines.map(({ lineId, quantity }) => ({
      orderLineId: lineId,
      warehouseId,
      quantity,
    }))
    const others = [...parcels.filter(other => other !== parcel), ...(waits ? [toCome] : [])]
    return { parcel, others, units }
  }
  assert(parcelId === order.id && !waits, `order ${order.id} has no parcel ${parcelId}`)
  return { parcel: wholeParcel(order), others: [], units: null }
}
