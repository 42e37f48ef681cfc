import type { DbOrTx } from '#platform/db/client.ts'
import { effectOf } from '#platform/jobs/effects.ts'
import { type OrderKey, openOrder } from '#slices/orders/shop/shopper-queries.ts'
import { readReturnByNumber } from './queries.ts'
import { LABEL_QUEUE } from './return.ts'

/** The label of a return for somebody whose key opens its order. `file`: null until it is drawn. The answer is null where there is none. */
export async function findLabel(
  db: DbOrTx,
  { orderId, number }: { orderId: string; number: string },
  key: OrderKey,
): Promise<{ file: string | null } | null> {
  const [order, found] = await Promise.all([openOrder(db, orderId, key), readReturnByNumber(db, number)])
  if (!order || found?.orderId !== orderId) return null
  if (found.state !== 'approved' && found.state !== 'received') return null
  const drawn = await effectOf(db, found.id, LABEL_QUEUE)
  return { file: drawn?.ref ?? null }
}
