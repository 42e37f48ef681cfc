import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { sales } from './schema.ts'

type Money = Pick<typeof sales.$inferInsert, 'kind' | 'at' | 'revenueMinor'> & {
  queue: string
  /** With the order and its event it makes the id of the row, so that a second run finds it taken. */
  word: string
}

/** Records money that came or went while the goods stay where they are, once for each event. */
export async function recordMoney(
  ctx: Ctx,
  { orderId, seq }: Announcement,
  { queue, word, ...money }: Money,
): Promise<void> {
  const order = mustFind(await readOrder(ctx.db, orderId), `Order ${orderId}`)
  const eventId = jobId(orderId, seq, word)
  await ctx.db.transaction(tx =>
    once(tx, { causeId: orderId, kind: `${queue}#${seq}` }, async () => {
      // The money of an order that never came about was never recorded as a sale.
      if (order.confirmedAt)
        await tx
          .insert(sales)
          .values({
            ...money,
            eventId,
            orderId,
            currency: order.currency,
            units: 0,
            country: order.shippingAddress.country,
          })
          .onConflictDoNothing()
      return eventId
    }),
  )
}
