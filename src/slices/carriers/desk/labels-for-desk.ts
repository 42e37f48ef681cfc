import type { DbOrTx } from '#platform/db/client.ts'
import { readLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { leavesCustomsArea } from '../customs/leaves-area.ts'
import { liveStates } from '../label-states.ts'
import { labelsOfOrder, type ShownLabel } from '../queries.ts'

/** The labels of an order's parcels, the parcels for which another one may be bought, and whether customs ask what is in them. */
export async function labelsForDesk(db: DbOrTx, orderId: string) {
  const [labels, order] = await Promise.all([labelsOfOrder(db, orderId), readOrder(db, orderId)])
  return {
    labels,
    without: await withoutLabel(db, labels),
    needsCustoms: order !== null && leavesCustomsArea(order.shippingAddress.country),
  }
}

/** Packed parcels whose newest label was refused or given back, each with that label: the shop buys no other one by itself. */
async function withoutLabel(
  db: DbOrTx,
  labels: readonly ShownLabel[],
): Promise<{ parcelId: string; warehouseId: string; labelId: string }[]> {
  const live: readonly string[] = liveStates
  const ended = [...Map.groupBy(labels, ({ parcelId }) => parcelId)].flatMap(
    ([parcelId, [newest, ...older]]) =>
      newest && ![newest, ...older].some(({ state }) => live.includes(state))
        ? [{ parcelId, labelId: newest.id }]
        : [],
  )
  if (ended.length === 0) return []
  const warehouses = await readWarehouses(db)
  const bought = new Set(warehouses.filter(({ labels }) => labels === 'bought').map(({ id }) => id))
  const found = await Promise.all(
    ended.map(async one => {
      const parcel = await readLabelled(db, one.parcelId)
      const waits = parcel?.state === 'packed' && bought.has(parcel.warehouseId)
      return waits ? [{ ...one, warehouseId: parcel.warehouseId }] : []
    }),
  )
  return found.flat()
}
