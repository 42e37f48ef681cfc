import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { holdUntilPutBack } from './put-back/hold-until-put-back.ts'
import { giveTurnsBack } from './turns.ts'
import { leaveLine } from './waiting/leave-line.ts'

/**
 * Gives an order's reserved units back, and its place among those who wait, in the transaction that ends the order. Units that lie in a tote of our floor are for
 * sale when they are put back, all others at once. A second call finds nothing to give back.
 */
export async function releaseStock(tx: Tx, orderId: string): Promise<void> {
  await giveTurnsBack(tx, orderId)
  await leaveLine(tx, orderId)
  await holdUntilPutBack(tx, orderId)
  await tx.execute(sql`
    with released as (
      update reservations set state = 'released', updated_at = now() where order_id = ${orderId} and state = 'held'
      returning variant_id, warehouse_id, bucket, quantity
    ), owed as (
      select variant_id, warehouse_id, bucket, sum(quantity)::int as quantity from released group by variant_id, warehouse_id, bucket
    ), locked as (
      select s.variant_id, s.warehouse_id, s.bucket from stock_levels s join owed using (variant_id, warehouse_id, bucket)
      order by s.variant_id, s.warehouse_id, s.bucket for update of s
    )
    update stock_levels s set reserved = s.reserved - owed.quantity
    from owed join locked using (variant_id, warehouse_id, bucket)
    where (s.variant_id, s.warehouse_id, s.bucket) = (owed.variant_id, owed.warehouse_id, owed.bucket)`)
}
