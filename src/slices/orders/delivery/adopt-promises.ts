import { and, asc, eq, gt, isNotNull, notExists, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { dropPromises } from '#slices/promises/follow-parcels.ts'
import { ordersWithOpen } from '#slices/promises/queries.ts'
import { promisedOrders } from '#slices/promises/schema.ts'
import type { OrderEvent } from '../events.ts'
import { type RecordedEvent, readEvents, readOrders } from '../queries.ts'
import { orders } from '../schema.ts'
import { followPromises } from './follow-promises.ts'
import { ensurePromises } from './promise-parcels.ts'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'
/** An hour later the next run goes on. */
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

/** Ends the promises of parcels that a worker of the version before moved: it knows of no promises. */
async function followWhatOthersMoved(ctx: Ctx): Promise<void> {
  let after = FIRST
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const found = await ordersWithOpen(ctx.db, after, BATCH)
    const standing = await readOrders(ctx.db, found)
    for (const { id, state } of standing.values())
      await ctx.db.transaction(async tx => {
        for (const event of await readEvents(tx, id))
          if (event.type === 'order.parcel_delivered' || event.type === 'order.delivered')
            await followPromises(tx, {
              orderId: id,
              event: event as OrderEvent & RecordedEvent,
              at: event.at,
            })
        if (state === 'cancelled' || state === 'completed') await dropPromises(tx, id, ctx.now())
      })
    after = found.at(-1) ?? after
    if (found.length < BATCH) return
  }
}
