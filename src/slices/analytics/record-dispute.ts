import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { sales } from './schema.ts'

/**
 * Takes the money of a lost dispute off the figures of the day on which it was lost, and puts it back on the day on which the bank gave
 * it back. Goods stay where they are.
 */
export async function recordDispute(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const kind = `analytics.record-dispute#${seq}`
  const [found, dispute] = await Promise.all([
    readOrder(ctx.db, orderId),
    readAnnounced(ctx.db, { orderId, seq }, 'order.dispute_lost', 'order.dispute_returned'),
  ])
  const order = mustFind(found, `Order ${orderId}`)
  const eventId = jobId(orderId, seq, 'dispute')
  await ctx.db.transaction(tx =>
    once(tx, { causeId: orderId, kind }, async () => {
      // The money of an order that never came about was never recorded as a sale.
      if (order.confirmedAt)
        await tx
          .insert(sales)
          .values({
            eventId,
            orderId,
            kind: 'dispute',
            at: dispute.at,
            currency: order.currency,
            revenueMinor: dispute.type === 'order.dispute_lost' ? -dispute.amountMinor : dispute.amountMinor,
            units: 0,
            country: order.shippingAddress.country,
          })
          .onConflictDoNothing()
      return eventId
    }),
  )
}
