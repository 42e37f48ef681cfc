import type { DbOrTx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type OrderKey, openOrder } from '#slices/orders/shop/shopper-queries.ts'
import { type ListedDocument, listedDocuments } from './listed.ts'

/** The documents of an order, for those who may see it. Others learn nothing of it. */
export async function documentsFor(db: DbOrTx, orderId: string, key: OrderKey): Promise<ListedDocument[]> {
  if (!(await openOrder(db, orderId, key))) throw new Refusal('not_found', 'There is no such order.')
  return listedDocuments(db, orderId)
}
