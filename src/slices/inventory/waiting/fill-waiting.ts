import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'

/** The most shelves in one round; the next round goes on. */
const SHELVES_A_ROUND = 200

/**
 * Gives units that are free to those who wait for them. The database does so in the transaction that makes them free (migration 0047), so a round finds something
 * only after a shelf was made and its warehouse opened at the same moment, or after the shop's data was put back from a copy.
 */
export async function fillWaiting(db: Db): Promise<number> {
  const shelves = await db.execute<{ variantId: string; warehouseId: string; bucket: number }>(sql`
    select s.variant_id as "variantId", s.warehouse_id as "warehouseId", s.bucket
    from back_order_offers o join stock_levels s using (variant_id) join warehouses w on w.id = s.warehouse_id and w.state = 'open'
    where o.waiting > 0 and s.on_hand > s.reserved limit ${SHELVES_A_ROUND}`)
  let filled = 0
  for (const { variantId, warehouseId, bucket } of shelves)
    filled += await db.transaction(async tx => {
      await tx.execute(sql`
        select from stock_levels where variant_id = ${variantId} and warehouse_id = ${warehouseId} and bucket = ${bucket} for update`)
      const [done] = await tx.execute<{ units: number }>(
        sql`select fill_waiting(${variantId}::uuid, ${warehouseId}::uuid, ${bucket}::smallint) as units`,
      )
      return done?.units ?? 0
    })
  return filled
}
