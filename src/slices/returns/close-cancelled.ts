import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { transact } from '#platform/jobs/transact.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { lockOrder, readOrder } from '#slices/orders/queries.ts'
import { end } from './decide-return.ts'
import { returnsOf } from './queries.ts'

export const CLOSE_CANCELLED = 'returns.close-cancelled'

/** The order was cancelled, so nothing of it was sent and nothing comes back. */
export async function closeCancelled(ctx: Ctx, { orderId }: Announcement): Promise<void> {
  mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
  await once(ctx.db, { causeId: orderId, kind: CLOSE_CANCELLED }, async () => {
    const numbers = await transact(ctx, async transaction => {
      await lockOrder(transaction.tx, orderId)
      const open = (await returnsOf(transaction.tx, orderId)).filter(
        ({ state }) => state === 'requested' || state === 'approved',
      )
      for (const found of open) await end(ctx, transaction, found, { state: 'cancelled' })
      return open.map(({ number }) => number)
    })
    return numbers.join(' ') || 'nothing was to come back'
  })
}
