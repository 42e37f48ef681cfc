import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { sales } from './schema.ts'

/** Records a refund whose money came back to the shop: the sum balances its refund. Goods stay where they are. */
export async function recordRefundFailed(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const kind = `analytics.record-refund-failed#${seq}`
  const [found, failed] = await Promise.all([
    readOrder(ctx.db, orderId),
    readAnnounced(ctx.db, { orderId, seq }, 'order.refund_failed'),
  ])
  const order = mustFind(found, `Order ${orderId}`)
  const eventId = jobId(orderId, seq, 'refund-failed')
  await ctx.db.transaction(tx =>
    once(tx, { causeId: orderId, kind }, async () => {
      // A refund of a late payment was never recorded as a negative sale.
      if (order.confirmedAt)
        await tx
          .insert(sales)
          .values({
            eventId,
            orderId,
            kind: 'refund',
            at: failed.at,
            currency: order.currency,
            revenueMinor: failed.amountMinor,
            units: 0,
            country: order.shippingAddress.country,
          })
          .onConflictDoNothing()
      return eventId
    }),
  )
}
