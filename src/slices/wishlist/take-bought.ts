import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { wares } from '#slices/catalog/schema.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrderWithLines } from '#slices/orders/queries.ts'
import { wishes } from './schema.ts'

export const TAKE_BOUGHT = 'wishlist.take-bought'

/** Takes what was bought off the buyer's list. An order without a customer has no list; that is noted like any other. */
export async function takeBought(ctx: Pick<Ctx, 'db'>, { orderId }: Announcement): Promise<void> {
  const found = await readOrderWithLines(ctx.db, orderId)
  const { order, lines } = mustFind(found, `Order ${orderId}`)
  const variantIds = lines.map(line => line.variantId)
  await ctx.db.transaction(tx =>
    once(tx, { causeId: orderId, kind: TAKE_BOUGHT }, async () => {
      const taken = order.customerId ? await takeOff(tx, order.customerId, variantIds) : 0
      return `${taken} taken off`
    }),
  )
}

async function takeOff(tx: Tx, customerId: string, variantIds: string[]): Promise<number> {
  const bought = tx.select({ id: wares.productId }).from(wares).where(inArray(wares.variantId, variantIds))
  const taken = await tx
    .delete(wishes)
    .where(and(eq(wishes.customerId, customerId), inArray(wishes.productId, bought)))
    .returning({ productId: wishes.productId })
  return taken.length
}
