import type { DbOrTx } from '#platform/db/client.ts'
import { shownState } from '#slices/orders/delivery/exceptions.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { mayHappen } from '#slices/orders/order.ts'
import { readOrder } from '#slices/orders/queries.ts'

/** A parcel about which staff can open a case. */
export type Reportable = {
  id: string
  warehouse: string
  trackingNumber: string | null
  /** One that has arrived can only have come damaged. */
  hasArrived: boolean
}

/** The parcels of an order that have left and about which nothing was noted yet. */
export async function readReportable(db: DbOrTx, orderId: string): Promise<Reportable[]> {
  const order = await readOrder(db, orderId)
  if (!order || !mayHappen(order, 'order.parcel_exception')) return []
  return (await readParcels(db, order)).flatMap(parcel => {
    const state = shownState(parcel)
    if (state !== 'shipped' && state !== 'delivered') return []
    const { id, warehouse, trackingNumber } = parcel
    return [{ id, warehouse, trackingNumber, hasArrived: state === 'delivered' }]
  })
}
