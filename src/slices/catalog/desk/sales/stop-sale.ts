import { sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'

/**
 * Ends a sale that runs, or takes back one that is still to come, for all its variants. One that has ended stays as it is: pages and
 * orders were made at its prices.
 */
export async function stopSale(
  ctx: Pick<Ctx, 'db'>,
  { id, productId }: { id: string; productId: string },
): Promise<{ outcome: 'ended' | 'taken_back' }> {
  return ctx.db.transaction(async tx => {
    const variants = await tx.execute(sql`
      select v.id from variants v where v.product_id = ${productId} and v.id in (select variant_id from sale_prices where sale_id = ${id})
      order by v.id for no key update`)
    if (variants.length === 0) throw new Refusal('not_found', 'There is no such sale of this product.')
    const takenBack = await tx.execute(
      sql`delete from sale_prices where sale_id = ${id} and starts_at > clock_timestamp() returning 1`,
    )
    // One moment for all rows. A sale is never empty, also when it is stopped as it begins.
    await tx.execute(sql`
      with moment as materialized (select clock_timestamp() as now)
      update sale_prices set ends_at = greatest(now, starts_at + interval '1 microsecond') from moment
      where sale_id = ${id} and (ends_at is null or ends_at > now)`)
    return { outcome: takenBack.length > 0 ? 'taken_back' : 'ended' }
  })
}
