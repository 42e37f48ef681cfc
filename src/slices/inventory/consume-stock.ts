import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { type HeldPart, mergeParts, partsEnded } from './part-reservations.ts'

/**
 * Takes the reserved units of an order that has left off the shelf, with one ledger row for each reservation: all of them, or those
 * of the parcel that left. The step that calls it happens once.
 */
export async function consumeStock(
  tx: Tx,
  { orderId, units }: { orderId: string; units: readonly HeldPart[] | null },
  actor: Actor,
): Promise<void> {
  const parts = units ? partsEnded(orderId, mergeParts(units), 'consumed') : allConsumed(orderId)
  await tx.execute(sql`
    with ${parts}, noted as (
      insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, order_line_id, actor)
      select variant_id, warehouse_id, bucket, -units, units, 'shelf', 'customer', 'shipped', order_line_id, ${actorName(actor)} from parts
    ), owed as (
      select variant_id, warehouse_id, bucket, sum(units)::int as quantity from parts group by variant_id, warehouse_id, bucket
    ), locked as (
      select s.variant_id, s.warehouse_id, s.bucket from stock_levels s join owed using (variant_id, warehouse_id, bucket)
      order by s.variant_id, s.warehouse_id, s.bucket for update of s
    )
    update stock_levels s set reserved = s.reserved - owed.quantity, on_hand = s.on_hand - owed.quantity
    from owed join locked using (variant_id, warehouse_id, bucket)
    where (s.variant_id, s.warehouse_id, s.bucket) = (owed.variant_id, owed.warehouse_id, owed.bucket)`)
}

const allConsumed = (orderId: string): SQL => sql`
    parts as (
      update reservations set state = 'consumed', updated_at = now() where order_id = ${orderId} and state = 'held'
      returning order_line_id, variant_id, warehouse_id, bucket, quantity as units
    )`
