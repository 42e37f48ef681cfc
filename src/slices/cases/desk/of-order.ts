import type { DbOrTx } from '#platform/db/client.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { shownState } from '#slices/orders/delivery/exceptions.ts'
import { readParcels } from '#slices/orders/delivery/read-parcels.ts'
import { mayHappen, type Order } from '#slices/orders/order.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { casesOf } from '../queries.ts'

/** A parcel about which staff can open a case. */
export type Reportable = {
  id: string
  warehouse: string
  trackingNumber: string | null
  /** One that has arrived can only have come damaged. */
  hasArrived: boolean
}

/** The cases of an order, its parcels about which one may be opened, where the order goes, and where goods that came back can be. */
export async function readCasesOfOrder(db: DbOrTx, orderId: string) {
  const order = await readOrder(db, orderId)
  return {
    cases: await casesOf(db, orderId),
    reportable: order ? await readReportable(db, order) : [],
    shippingAddress: order?.shippingAddress ?? null,
    places: (await readWarehouses(db)).flatMap(({ code, name, state }) =>
      state === 'closed' ? [] : [{ code, name }],
    ),
  }
}

/** The parcels of an order that have left and about which nothing was noted yet. */
async function readReportable(db: DbOrTx, order: Order): Promise<Reportable[]> {
  if (!mayHappen(order, 'order.parcel_exception')) return []
  return (await readParcels(db, order)).flatMap(parcel => {
    const state = shownState(parcel)
    if (state !== 'shipped' && state !== 'delivered') return []
    const { id, warehouse, trackingNumber } = parcel
    return [{ id, warehouse, trackingNumber, hasArrived: state === 'delivered' }]
  })
}
