import { asc, desc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { orders } from '#slices/orders/schema.ts'
import { TROUBLES_SHOWN, type Troubles } from './desk/troubles.ts'
import { dispatches, warehouseCallbacks } from './schema.ts'

/** What of the warehouse needs a person: refused call-backs, newest first, and orders that it does not know, oldest first. */
export async function readTroubles(db: Db): Promise<Troubles> {
  const { id, type, orderId, refusal, receivedAt } = warehouseCallbacks
  const [refused, missing] = await Promise.all([
    db
      .select({ id, type, orderId, number: orders.number, refusal, receivedAt })
      .from(warehouseCallbacks)
      .leftJoin(orders, eq(orders.id, orderId))
      .where(isNotNull(refusal))
      .orderBy(desc(receivedAt))
      .limit(TROUBLES_SHOWN),
    db
      .select({ orderId: orders.id, number: orders.number, since: dispatches.missingSince })
      .from(dispatches)
      .innerJoin(orders, eq(orders.id, dispatches.orderId))
      .where(isNotNull(dispatches.missingSince))
      .orderBy(asc(dispatches.missingSince))
      .limit(TROUBLES_SHOWN),
  ])
  return {
    refused: refused.map(row => ({ ...row, refusal: row.refusal ?? '' })),
    missing: missing.flatMap(({ since, ...order }) => (since ? [{ ...order, since }] : [])),
  }
}
