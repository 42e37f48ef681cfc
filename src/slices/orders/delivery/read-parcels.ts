import { and, eq, inArray } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readHeldUnits } from '#slices/inventory/stock.ts'
import { readWaiting, type WaitingLine } from '#slices/inventory/waiting/queries.ts'
import type { ParcelPromise } from '#slices/promises/promise.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import type { OrderEvent, PlannedParcel } from '../events.ts'
import type { Order } from '../order.ts'
import { type OrderLine, readEvents, readOrderWithLines } from '../queries.ts'
import { orderEvents } from '../schema.ts'
import { foldParcels, type Parcel, wholeException, wholeParcel } from './parcels.ts'
import { linesOf, planParcels } from './plan-parcels.ts'

/** Every parcel of a paid order, those that nobody has planned yet among them. Nothing is sent of an order that is not paid. */
export async function readParcels(db: DbOrTx, order: Order): Promise<Parcel[]> {
  if (!order.confirmedAt) return []
  const [events, held] = await Promise.all([readEvents(db, order.id), readHeldUnits(db, order.id)])
  const split = foldParcels(events)
  if (split) return split
  const isWaiting = order.delivery === 'unfulfilled' && order.state !== 'cancelled'
  const planned = planParcels(order.id, held)
  if (isWaiting && planned.length > 1)
    return planned.map(parcel => ({ ...parcel, state: 'planned', carrier: null, trackingNumber: null }))
  return planned.slice(0, 1).map(parcel => ({
    ...parcel,
    ...wholeParcel(order),
    exception: wholeException(events),
    lines: linesOf(held),
  }))
}

/**
 * What was planned to be in each parcel of these orders, by the parcel's id. A parcel that was stopped is in an earlier plan only, and an
 * order in one parcel has no plan.
 */
export async function readPlans(
  db: DbOrTx,
  orderIds: readonly string[],
): Promise<Map<string, PlannedParcel>> {
  if (orderIds.length === 0) return new Map()
  const found = await db
    .select({ type: orderEvents.type, data: orderEvents.data })
    .from(orderEvents)
    .where(and(inArray(orderEvents.orderId, [...orderIds]), eq(orderEvents.type, 'order.parcels_planned')))
  const plans = (found as OrderEvent[]).flatMap(event =>
    event.type === 'order.parcels_planned' ? event.data.parcels : [],
  )
  return new Map(plans.map(parcel => [parcel.id, parcel]))
}

export type OrderWithParcels = {
  order: Order
  lines: OrderLine[]
  parcels: Parcel[]
  /** By the parcel's id. */
  promises: ReadonlyMap<string, ParcelPromise>
  /** What waits for stock, or has come and is in no parcel yet. */
  waiting: WaitingLine[]
}

export async function readOrderWithParcels(db: DbOrTx, orderId: string): Promise<OrderWithParcels | null> {
  const [found, promises, waiting] = await Promise.all([
    readOrderWithLines(db, orderId),
    readPromisesOfOrder(db, orderId),
    readWaiting(db, [orderId]),
  ])
  return found && { ...found, promises, waiting, parcels: await readParcels(db, found.order) }
}
