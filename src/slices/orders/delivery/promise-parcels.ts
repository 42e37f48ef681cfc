import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { env } from '#platform/lib/env.ts'
import { makePromises } from '#slices/promises/make-promises.ts'
import { readPromisesOfOrder } from '#slices/promises/queries.ts'
import type { OrderEvent } from '../events.ts'
import type { Order } from '../order.ts'
import { lockOrder, type RecordedEvent, readEvents } from '../queries.ts'
import type { Parcel } from './parcels.ts'
import { readParcels } from './read-parcels.ts'

/**
 * Promises a day of each parcel of the order that has none. It runs with the hand-over, whose transaction holds the order; placing
 * an order waits for nothing of it.
 */
export async function promiseParcels(tx: Tx, order: Order, now: Date): Promise<void> {
  const { confirmedAt, state } = order
  if (!confirmedAt || state !== 'confirmed') return
  const [parcels, events] = await Promise.all([readParcels(tx, order), readEvents(tx, order.id)])
  await makePromises(tx, {
    order: { ...order, confirmedAt },
    parcels: asToldOf(order, parcels).map(({ id, warehouseId, state, carrier }) => ({
      id,
      warehouseId,
      carrier,
      leftAt: state === 'shipped' ? leftAt(events, id) : null,
    })),
    now,
  })
}

/** The same for an order that nobody holds, as the first who needs the promise finds it. */
export async function ensurePromises(ctx: Pick<Ctx, 'db' | 'now'>, orderId: string): Promise<void> {
  if ((await readPromisesOfOrder(ctx.db, orderId)).size > 0) return
  await ctx.db.transaction(async tx => promiseParcels(tx, await lockOrder(tx, orderId), ctx.now()))
}

type ToPromise = Pick<Parcel, 'id' | 'state' | 'carrier'> & { warehouseId: string | null }

/** While older processes run beside this one, an order that is not split is told whole, whatever its goods lie in. */
function asToldOf(order: Order, parcels: readonly Parcel[]): ToPromise[] {
  const underWay = parcels.filter(
    ({ state }) => state !== 'delivered' && state !== 'cancelled' && state !== 'returned',
  )
  if (env().warehouse.parcels !== 'one' || order.delivery !== 'unfulfilled' || underWay.length < 2)
    return underWay
  return [{ id: order.id, state: 'planned', carrier: null, warehouseId: null }]
}

function leftAt(events: readonly RecordedEvent[], parcelId: string): Date | null {
  const shipped = (events as readonly (OrderEvent & RecordedEvent)[]).findLast(
    ({ type, data }) =>
      (type === 'order.shipped' || type === 'order.parcel_shipped') &&
      (!('parcelId' in data) || data.parcelId === undefined || data.parcelId === parcelId),
  )
  return shipped?.at ?? null
}
