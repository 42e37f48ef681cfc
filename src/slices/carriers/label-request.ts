import type { DbOrTx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import type { LabelledParcel } from '#slices/floor/packing/labelled-parcel.ts'
import { readContents } from '#slices/floor/packing/labelled-parcel.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import { readEvents, readLines, requireOrder } from '#slices/orders/queries.ts'
import type { LabelRequest, RoadRequest } from './carrier.ts'
import { customsContents, readGoods } from './customs/contents.ts'
import { HOME, leavesCustomsArea } from './customs/leaves-area.ts'

/** For a box that nobody has weighed, full of things that nobody has weighed. */
const ASSUMED_GRAMS = 1_000
const HEAVIEST_GRAMS = 70_000

/** Where a parcel goes, and with what: as the carrier is asked for its rates and for a label. */
export async function readRoad(
  db: DbOrTx,
  parcel: LabelledParcel,
): Promise<Omit<LabelRequest, 'carrier' | 'service'> & { method: string; currency: string }> {
  const [order, events, lines, box, warehouses] = await Promise.all([
    requireOrder(db, parcel.orderId),
    readEvents(db, parcel.orderId),
    readLines(db, parcel.orderId),
    readContents(db, parcel.id),
    readWarehouses(db),
  ])
  const goods = await readGoods(db, box)
  const to = addressAt(events, parcel.toldVersion)
  const { currency } = order
  const weighed = box.reduce(
    (sum, { variantId, quantity }) => sum + quantity * (goods.get(variantId)?.weightGrams ?? 0),
    0,
  )
  const weightGrams = Math.min(HEAVIEST_GRAMS, parcel.weightGrams ?? (weighed || ASSUMED_GRAMS))
  const warehouse = warehouses.find(({ id }) => id === parcel.warehouseId)
  return {
    orderId: order.id,
    orderNumber: order.number,
    parcelId: parcel.id,
    from: senderOf(warehouse?.name ?? ''),
    to,
    weightGrams,
    ...(leavesCustomsArea(to.country) && {
      customs: { contents: customsContents(box, { goods, lines, currency }) },
    }),
    method: parcel.shippingMethod,
    currency,
  }
}

function senderOf(warehouse: string): RoadRequest['from'] {
  const { name, address } = env().seller
  return { name, lines: [warehouse, ...address].filter(Boolean).slice(0, 10), country: HOME }
}
