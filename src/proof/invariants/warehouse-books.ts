import type { WarehouseParcel } from './check-invariants.ts'

/** A parcel as the sandbox's warehouse lists it. */
export type BookedShipment = { parcelId: string; orderId: string; state: string; shipTo: object }

export const parcelOf = ({ parcelId, orderId, state, shipTo }: BookedShipment): WarehouseParcel => ({
  parcel_id: parcelId,
  order_id: orderId,
  state,
  ship_to: shipTo,
})
