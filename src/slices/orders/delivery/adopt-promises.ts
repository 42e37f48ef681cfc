import { and, asc, eq, gt, isNotNull, notExists, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { promisedOrders } from '#slices/promises/schema.ts'
import { orders } from '../schema.ts'
import { ensurePromises } from './promise-parcels.ts'

const BATCH = 200
/** An hour later the next run goes on. */
const BATCHES_MAX = 50

/**
 * Promises a day of what is under way without one: orders that were handed over before the shop wrote its promises down, or by a worker of
 * that version. Those that are late already get the days that are still possible, and nobody is told.
 */
export async function adoptPromises(ctx: Ctx): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const found = await ctx.db
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          eq(orders.state, 'confirmed'),
          isNotNull(orders.confirmedAt),
          gt(orders.id, after),
          notExists(
            ctx.db.select({ one: sql`1` }).from(promisedOrders).where(eq(promisedOrders.orderId, orders.id)),
          ),
        ),
      )
      .orderBy(asc(orders.id))
      .limit(BATCH)
    for (const { id } of found) await ensurePromises(ctx, id)
    after = found.at(-1)?.id ?? after
    if (found.length < BATCH) return
  }
}
