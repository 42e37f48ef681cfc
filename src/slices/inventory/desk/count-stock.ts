import { sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { actorName } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { announceStock } from '#slices/inventory/alerts/tell-of-stock.ts'
import type { CountInput } from './launch-input.ts'

/**
 * Corrects the books to a count of a warehouse's shelf, with one ledger row that holds the reason. It refuses the count
 * when the books changed since staff read them, when the stock is split into buckets, and when the count is less than the promised units.
 */
export async function countStock(ctx: Ctx, input: CountInput): Promise<void> {
  const { variantId, warehouseId, counted, seen, note } = input
  await ctx.db.transaction(async tx => {
    const [shelf, ...others] = await tx.execute<{ onHand: number; reserved: number; bucket: number }>(sql`
      select on_hand as "onHand", reserved, bucket from stock_levels
      where variant_id = ${variantId} and warehouse_id = ${warehouseId} order by bucket for update`)
    if (!shelf) throw new Refusal('not_found', 'This warehouse does not hold this variant.')
    if (others.length)
      throw new Refusal('conflict', 'This stock is split into buckets. Merge them before you count.')
    if (shelf.onHand !== seen)
      throw new Refusal('conflict', `The books say ${shelf.onHand} now. Look at the shelf again.`)
    if (counted < shelf.reserved)
      throw new Refusal(
        'conflict',
        `${shelf.reserved} units are promised to orders. Cancel some of those orders before you write down fewer.`,
      )
    if (counted === seen) return
    await tx.execute(sql`
      insert into stock_movements (variant_id, warehouse_id, bucket, quantity, reason, note, actor)
      values (${variantId}, ${warehouseId}, ${shelf.bucket}, ${counted - seen}, 'adjusted', ${note}, ${actorName(ctx.actor)})`)
    await tx.execute(sql`
      update stock_levels set on_hand = ${counted}
      where variant_id = ${variantId} and warehouse_id = ${warehouseId} and bucket = ${shelf.bucket}`)
    if (counted > seen) await announceStock(tx, [variantId])
  })
}
