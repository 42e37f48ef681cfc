import type { Ctx } from '#jobs/ctx.ts'
import { jobId } from '#jobs/job-sender.ts'
import { PoisonJob } from '#jobs/queue.ts'
import { fault } from '#lib/fault-points.ts'
import { effectOf, noteEffect } from '#orders/effects.ts'
import type { Announcement } from '#orders/events.ts'
import { readOrderWithLines } from '#orders/queries.ts'
import { saleLines, sales } from './schema.ts'
import { sumBySku } from './sum-by-sku.ts'

const KIND = 'analytics.record-sale'

/** Writes the sale and its lines, by the time of the confirmation. Rows and note are one transaction. */
export async function recordSale(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  if (await effectOf(ctx.db, orderId, KIND)) return
  const found = await readOrderWithLines(ctx.db, orderId)
  if (!found?.order.confirmedAt)
    throw new PoisonJob(`Order ${orderId} is not a sale: it was never confirmed.`)
  const { order, lines } = found
  const eventId = jobId(orderId, seq, 'sale')
  const sale = {
    eventId,
    orderId,
    kind: 'sale' as const,
    at: found.order.confirmedAt,
    currency: order.currency,
    revenueMinor: order.totalMinor,
    units: order.units,
    country: order.shippingAddress.country,
  }
  await ctx.db.transaction(async tx => {
    const written = await tx
      .insert(sales)
      .values(sale)
      .onConflictDoNothing()
      .returning({ eventId: sales.eventId })
    if (written.length) await tx.insert(saleLines).values(sumBySku(lines).map(line => ({ eventId, ...line })))
    await noteEffect(tx, { orderId, kind: KIND, ref: eventId })
    await fault('sale.in')
  })
}
