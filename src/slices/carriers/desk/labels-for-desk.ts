import type { DbOrTx } from '#platform/db/client.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { leavesCustomsArea } from '../customs/leaves-area.ts'
import { labelsOfOrder } from '../queries.ts'

/** The labels of an order's parcels, and whether customs ask what is in them. */
export async function labelsForDesk(db: DbOrTx, orderId: string) {
  const [labels, order] = await Promise.all([labelsOfOrder(db, orderId), readOrder(db, orderId)])
  return { labels, needsCustoms: order !== null && leavesCustomsArea(order.shippingAddress.country) }
}
