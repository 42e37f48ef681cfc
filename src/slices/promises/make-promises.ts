import type { Tx } from '#platform/db/client.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { type ParcelToPromise, planPromise } from './plan-promise.ts'
import type { PromisedOrder } from './reason.ts'
import { parcelPromises, promiseDays } from './schema.ts'

/** Promises the days of each parcel, once: a parcel that has a promise keeps it. */
export async function makePromises(
  tx: Tx,
  { order, parcels, now }: { order: PromisedOrder; parcels: readonly ParcelToPromise[]; now: Date },
): Promise<void> {
  if (parcels.length === 0) return
  const warehouses = new Map((await readWarehouses(tx)).map(warehouse => [warehouse.id, warehouse]))
  const planned = parcels.map(parcel => {
    const warehouse = (parcel.warehouseId && warehouses.get(parcel.warehouseId)) || null
    return { parcel, ...planPromise(order, { parcel, warehouse, parcels: parcels.length, now }) }
  })
  const written = await tx
    .insert(parcelPromises)
    .values(
      planned.map(({ parcel: { id: parcelId, warehouseId, leftAt, carrier }, days, lookAt }) => ({
        orderId: order.id,
        parcelId,
        warehouseId,
        shippingMethod: order.shippingMethod,
        country: order.shippingAddress.country,
        carrier,
        firstBy: days[0]?.latest ?? '',
        earliest: days.at(-1)?.earliest ?? '',
        promisedBy: days.at(-1)?.latest ?? '',
        dayNumber: days.length,
        leftAt,
        lookAt,
        madeAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({ parcelId: parcelPromises.parcelId })
  const isNew = new Set(written.map(({ parcelId }) => parcelId))
  const rows = planned
    .filter(({ parcel }) => isNew.has(parcel.id))
    .flatMap(({ parcel: { id: parcelId }, days }) =>
      days.map(({ earliest, latest: promisedBy, reason }, index) => ({
        orderId: order.id,
        parcelId,
        number: index + 1,
        earliest,
        promisedBy,
        reason,
        madeAt: now,
      })),
    )
  if (rows.length > 0) await tx.insert(promiseDays).values(rows)
}
