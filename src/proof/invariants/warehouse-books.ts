import type { WarehouseParcel } from './check-invariants.ts'

/** A parcel as the sandbox's warehouse lists it. */
export type BookedShipment = { orderId: string; state: string; shipTo: object }

export const parcelOf = ({ orderId, state, shipTo }: BookedShipment): WarehouseParcel => ({
  order_id: orderId,
  state,
  ship_to: shipTo,
})
