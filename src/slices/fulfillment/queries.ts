import { asc, desc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { orders } from '#slices/orders/schema.ts'
import type { Troubles } from './desk/troubles.ts'
import { dispatches, warehouseCallbacks } from './schema.ts'

/** More rows than a person reads at once. */
const SHOWN_MAX = 50

/** Reads the warehouse's problems that need a person: refused call-backs, newest first, and orders that it does not know, oldest first. */
export async function readTroubles(db: Db): Promise<Troubles> {
  const { id, type, orderId, refusal, receivedAt } = warehouseCallbacks
  const [refused, missing] = await Promise.all([
    db
      .select({ id, type, orderId, refusal, receivedAt })
      .from(warehouseCallbacks)
      .where(isNotNull(refusal))
      .orderBy(desc(receivedAt))
      .limit(SHOWN_MAX),
    db
      .select({ orderId: orders.id, number: orders.number, since: dispatches.missingSince })
      .from(dispatches)
      .innerJoin(orders, eq(orders.id, dispatches.orderId))
      .where(isNotNull(dispatches.missingSince))
      .orderBy(asc(dispatches.missingSince))
      .limit(SHOWN_MAX),
  ])
  return {
    refused: refused.map(row => ({ ...row, refusal: row.refusal ?? '' })),
    missing: missing.flatMap(({ since, ...order }) => (since ? [{ ...order, since }] : [])),
  }
}
