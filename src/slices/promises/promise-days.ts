import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Arrival } from '#slices/pricing/quote.ts'
import type { ReasonPart } from './promise.ts'
import { parcelPromises, promiseDays } from './schema.ts'

type Row = typeof parcelPromises.$inferSelect

/** The row of this parcel, with what else is to be changed of it. */
export const rowOf = ({ orderId, parcelId }: Pick<Row, 'orderId' | 'parcelId'>) =>
  and(eq(parcelPromises.orderId, orderId), eq(parcelPromises.parcelId, parcelId))

/** Promises further days of a parcel whose row the transaction holds. It answers the number under which they stand in its history. */
export async function promiseLater(
  tx: Tx,
  row: Row,
  {
    days: { earliest, latest: promisedBy },
    reason,
    now,
    ...changed
  }: { days: Arrival; reason: ReasonPart[]; now: Date } & Partial<
    Pick<Row, 'lookAt' | 'delays' | 'leftAt' | 'carrier'>
  >,
): Promise<number> {
  const { orderId, parcelId } = row
  const number = row.dayNumber + 1
  await tx
    .insert(promiseDays)
    .values({ orderId, parcelId, number, earliest, promisedBy, reason, madeAt: now })
  await tx
    .update(parcelPromises)
    .set({ earliest, promisedBy, dayNumber: number, ...changed })
    .where(rowOf(row))
  return number
}
