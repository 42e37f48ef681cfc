import { and, eq, type SQL } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { actorName } from '#platform/lib/actor.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { withdrawals } from './schema.ts'

export const CLOSE_CANCELLED = 'withdrawals.close-cancelled'

/** The order was cancelled, for this withdrawal or for another reason: nothing was sent and all money goes back. */
export async function closeCancelled(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
  await once(ctx.db, { causeId: orderId, kind: CLOSE_CANCELLED }, async () => {
    const closed = await close(ctx, eq(withdrawals.orderId, orderId))
    return closed.map(({ id }) => id).join(' ') || 'nobody had withdrawn'
  })
}

export const CLOSE_TAKEN_OUT = 'withdrawals.close-taken-out'

/** Items were taken out of an order: the withdrawal that asked for it, if one did, is carried out. Its id is the id of their refund. */
export async function closeTakenOut(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const { refundId } = await readAnnounced(ctx.db, { orderId, seq }, 'order.items_cancelled')
  await once(ctx.db, { causeId: orderId, kind: `${CLOSE_TAKEN_OUT}#${seq}` }, async () => {
    const [closed] = await close(ctx, eq(withdrawals.id, refundId))
    return closed?.id ?? 'no withdrawal asked for it'
  })
}

const close = ({ db, now, actor }: Ctx, which: SQL) =>
  db
    .update(withdrawals)
    .set({ state: 'cancelled', settledAt: now(), settledBy: actorName(actor) })
    .where(and(which, eq(withdrawals.state, 'open')))
    .returning({ id: withdrawals.id })
