import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { type HeldPart, mergeParts, partsEnded } from './part-reservations.ts'

/** Gives some of an order's reserved units back, line by line and warehouse by warehouse, in the transaction that takes them out of the order. */
export async function releaseUnits(tx: Tx, orderId: string, wanted: readonly HeldPart[]): Promise<void> {
  const [released] = await tx.execute<{ units: number }>(sql`
    with ${partsEnded(orderId, mergeParts(wanted), 'released')}, owed as (
      select variant_id, warehouse_id, bucket, sum(units)::int as quantity from parts group by variant_id, warehouse_id, bucket
    ), locked as (
      select s.variant_id, s.warehouse_id, s.bucket from stock_levels s join owed using (variant_id, warehouse_id, bucket)
      order by s.variant_id, s.warehouse_id, s.bucket for update of s
    ), free as (
      update stock_levels s set reserved = s.reserved - owed.quantity
      from owed join locked using (variant_id, warehouse_id, bucket)
      where (s.variant_id, s.warehouse_id, s.bucket) = (owed.variant_id, owed.warehouse_id, owed.bucket)
    )
    select coalesce(sum(units), 0)::int as units from parts`)
  const asked = wanted.reduce((sum, { quantity }) => sum + quantity, 0)
  assert(
    released?.units === asked,
    `order ${orderId} holds only ${released?.units} of ${asked} units to release`,
  )
}
