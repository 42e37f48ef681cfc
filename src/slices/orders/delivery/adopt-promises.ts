import { and, asc, eq, gt, inArray, isNotNull, ne, notExists, or, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { ordersWithOpen } from '#slices/promises/queries.ts'
import { promisedOrders } from '#slices/promises/schema.ts'
import { orders } from '../schema.ts'
import { catchUpPromises } from './catch-up-promises.ts'
import { ensurePromises } from './promise-parcels.ts'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'
/** The next run goes on. */
const BATCHES_MAX = 50

/**
 * Promises a day of what is under way without one: orders that were handed over before the shop wrote its promises down, or by a worker of
 * that version. Those that are late already get the days that are still possible, and nobody is told.
 */
export async function adoptPromises(ctx: Ctx): Promise<void> {
  let after = FIRST
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
    if (found.length < BATCH) break
  }
  await followWhatOthersMoved(ctx)
}

/** Some of their parcels were perhaps moved by a worker of the version before, which knows of no promises. */
async function followWhatOthersMoved(ctx: Ctx): Promise<void> {
  const open = await ordersWithOpen(ctx.db, BATCH * BATCHES_MAX)
  for (let from = 0; from < open.length; from += BATCH) {
    const moved = await ctx.db
      .select({ id: orders.id })
      .from(orders)
      .where(
        and(
          inArray(orders.id, open.slice(from, from + BATCH)),
          or(ne(orders.delivery, 'unfulfilled'), ne(orders.state, 'confirmed')),
        ),
      )
      .orderBy(asc(orders.id))
    for (const { id } of moved) await catchUpPromises(ctx, id)
  }
}
