import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { actorName } from '#platform/lib/actor.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { withdrawals } from './schema.ts'

export const CLOSE_CANCELLED = 'withdrawals.close-cancelled'

/** The order was cancelled, for this withdrawal or for another reason: nothing was sent and all money goes back. */
export async function closeCancelled(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
  await once(ctx.db, { causeId: orderId, kind: CLOSE_CANCELLED }, async () => {
    const closed = await ctx.db
      .update(withdrawals)
      .set({ state: 'cancelled', settledAt: ctx.now(), settledBy: actorName(ctx.actor) })
      .where(and(eq(withdrawals.orderId, orderId), eq(withdrawals.state, 'open')))
      .returning({ id: withdrawals.id })
    return closed.map(({ id }) => id).join(' ') || 'nobody had withdrawn'
  })
}
