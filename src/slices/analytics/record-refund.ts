import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { Announcement, OrderRefunded } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { type OrderLine, readOrderWithLines } from '#slices/orders/queries.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { saleLines, sales } from './schema.ts'
import { sumBySku } from './sum-by-sku.ts'

/** Records a refund as a negative sale at the time of the refund. An order may have several. */
export async function recordRefund(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const kind = `analytics.record-refund#${seq}`
  const [found, refunded] = await Promise.all([
    readOrderWithLines(ctx.db, orderId),
    readAnnounced(ctx.db, { orderId, seq }, 'order.refunded'),
  ])
  const { order, lines } = mustFind(found, `Order ${orderId}`)
  const eventId = jobId(orderId, seq, 'refund')
  const goods = goodsOf(refunded, order, lines)
  const refund = {
    eventId,
    orderId,
    kind: 'refund' as const,
    at: refunded.at,
    currency: order.currency,
    revenueMinor: -refunded.amountMinor,
    units: goods.reduce((sum, line) => sum - line.quantity, 0),
    country: order.shippingAddress.country,
  }
  await ctx.db.transaction(tx =>
    once(tx, { causeId: orderId, kind }, async () => {
      const written = await tx
        .insert(sales)
        .values(refund)
        .onConflictDoNothing()
        .returning({ eventId: sales.eventId })
      if (written.length && goods.length) {
        const taken = sumBySku(goods).map(sum => ({
          ...sum,
          eventId,
          quantity: -sum.quantity,
          revenueMinor: -sum.revenueMinor,
        }))
        await tx.insert(saleLines).values(taken)
      }
      return eventId
    }),
  )
}

/** The refunded units at the price they were sold for. A refund that names no units is of money only, unless it covers the whole order. */
function goodsOf(refunded: OrderRefunded, order: Order, lines: readonly OrderLine[]): OrderLine[] {
  if (!refunded.lines) return refunded.amountMinor === order.totalMinor ? [...lines] : []
  const units = new Map(refunded.lines.map(line => [line.lineId, line.quantity]))
  return lines.flatMap(line => {
    const quantity = units.get(line.id)
    return quantity
      ? [{ ...line, quantity, totalMinor: Math.round((line.totalMinor * quantity) / line.quantity) }]
      : []
  })
}
