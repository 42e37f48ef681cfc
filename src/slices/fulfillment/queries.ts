import { asc, desc, isNotNull, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { numbersOf } from '#slices/orders/queries.ts'
import { TROUBLES_SHOWN, type Troubles } from './desk/troubles.ts'
import { parcels, warehouseCallbacks } from './schema.ts'

/** How many of the things below need a person, as far as they are shown. */
export async function countTroubles(db: Db): Promise<number> {
  const { refused, missing } = await readTroubles(db)
  return refused.length + missing.length
}

/** What of the warehouse needs a person: refused call-backs, newest first, and orders that it does not know, oldest first. */
export async function readTroubles(db: Db): Promise<Troubles> {
  const { id, type, orderId, refusal, receivedAt } = warehouseCallbacks
  const [refused, missing] = await Promise.all([
    db
      .select({ id, type, orderId, refusal, receivedAt })
      .from(warehouseCallbacks)
      .where(isNotNull(refusal))
      .orderBy(desc(receivedAt))
      .limit(TROUBLES_SHOWN),
    db
      .select({
        orderId: parcels.orderId,
        since: sql`min(${parcels.missingSince})`.mapWith(parcels.missingSince),
      })
      .from(parcels)
      .where(isNotNull(parcels.missingSince))
      .groupBy(parcels.orderId)
      .orderBy(asc(sql`min(${parcels.missingSince})`))
      .limit(TROUBLES_SHOWN),
  ])
  const asked = [...refused, ...missing].flatMap(row => row.orderId ?? [])
  const numbers = await numbersOf(db, asked)
  const numberOf = (orderId: string | null) => (orderId && numbers.get(orderId)) || null
  return {
    refused: refused.map(row => ({ ...row, number: numberOf(row.orderId), refusal: row.refusal ?? '' })),
    missing: missing.flatMap(({ orderId, since }) => {
      const number = numberOf(orderId)
      return number && since ? [{ orderId, number, since }] : []
    }),
  }
}
