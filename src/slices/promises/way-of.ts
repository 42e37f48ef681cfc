import type { Warehouse } from '#slices/inventory/queries.ts'
import { laneOf } from '#slices/pricing/arrival-days.ts'
import { usualHours } from '#slices/pricing/dispatch-hours.ts'
import type { OnItsWay } from './look-at.ts'
import type { parcelPromises } from './schema.ts'

type Row = typeof parcelPromises.$inferSelect

/** The way of a parcel, by its promise. */
export function wayOf(
  { shippingMethod, country, warehouseId, leftAt }: Row,
  warehouses: readonly Pick<Warehouse, 'id' | 'hours'>[],
): OnItsWay {
  return {
    lane: laneOf({ shippingMethod, shippingAddress: { country } }),
    hours: warehouses.find(({ id }) => id === warehouseId)?.hours ?? usualHours,
    hasLeft: leftAt !== null,
  }
}
