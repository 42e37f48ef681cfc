import type { Ctx } from '#jobs/ctx.ts'
import { jobId } from '#jobs/job-sender.ts'
import { PoisonJob } from '#jobs/queue.ts'
import { effectOf, noteEffect } from '#orders/effects.ts'
import type { Announcement } from '#orders/events.ts'
import { readEvents, readOrderWithLines } from '#orders/queries.ts'
import { saleLines, sales } from './schema.ts'
import { sumBySku } from './sum-by-sku.ts'

/** Writes money given back as a negative sale, by the time of the refund. An order may have several. */
export async function recordRefund(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const kind = `analytics.record-refund#${seq}`
  if (await effectOf(ctx.db, orderId, kind)) return
  const [found, events] = await Promise.all([
    readOrderWithLines(ctx.db, orderId),
    readEvents(ctx.db, orderId),
  ])
  const refunded = events.find(event => event.seq === seq)
  if (!found || !refunded || !('amountMinor' in refunded.data)) {
    throw new PoisonJob(`Event ${seq} of order ${orderId} is no refund.`)
  }
  const { order, lines } = found
  const eventId = jobId(orderId, seq, 'refund')
  // A refund in part is of money and names no goods.
  const whole = refunded.data.amountMinor === order.totalMinor
  const refund = {
    eventId,
    orderId,
    kind: 'refund' as const,
    at: refunded.at,
    currency: order.currency,
    revenueMinor: -refunded.data.amountMinor,
    units: whole ? -order.units : 0,
    country: order.shippingAddress.country,
  }
  await ctx.db.transaction(async tx => {
    const written = await tx
      .insert(sales)
      .values(refund)
      .onConflictDoNothing()
      .returning({ eventId: sales.eventId })
    if (written.length && whole) {
      const goods = sumBySku(lines).map(sum => ({
        ...sum,
        eventId,
        quantity: -sum.quantity,
        revenueMinor: -sum.revenueMinor,
      }))
      await tx.insert(saleLines).values(goods)
    }
    await noteEffect(tx, { orderId, kind, ref: eventId })
  })
}
