import { and, eq, inArray, ne, sql } from 'drizzle-orm'
import type { DbOrTx } from '#db/client.ts'
import { refunds } from '#payments/schema.ts'
import type { Announcement, OrderRefunded } from './events.ts'
import { orderEvents, refundLines } from './schema.ts'

export type RefundLine = typeof refundLines.$inferSelect

/** What each refund named is for, in the order of the lines' ids. */
export async function readRefundLines(db: DbOrTx, refundIds: readonly string[]): Promise<RefundLine[]> {
  if (refundIds.length === 0) return []
  return db
    .select()
    .from(refundLines)
    .where(inArray(refundLines.refundId, [...refundIds]))
    .orderBy(refundLines.refundId, refundLines.orderLineId)
}

/** How many refunds an order has had, what of them was for its delivery, and how many units of each line; failed ones gave nothing back. */
export async function readGivenBack(
  db: DbOrTx,
  orderId: string,
): Promise<{ refunds: number; shippingMinor: number; units: Map<string, number> }> {
  const counted = eq(refunds.orderId, orderId)
  const [[sums], lines] = await Promise.all([
    db
      .select({
        refunds: sql<number>`count(*)::int`,
        shippingMinor: sql<number>`coalesce(sum(shipping_minor) filter (where status <> 'failed'), 0)::float8`,
      })
      .from(refunds)
      .where(counted),
    db
      .select({
        lineId: refundLines.orderLineId,
        units: sql<number>`sum(${refundLines.quantity})::int`,
      })
      .from(refundLines)
      .innerJoin(refunds, eq(refunds.id, refundLines.refundId))
      .where(and(counted, ne(refunds.status, 'failed')))
      .groupBy(refundLines.orderLineId),
  ])
  return {
    refunds: sums?.refunds ?? 0,
    shippingMinor: sums?.shippingMinor ?? 0,
    units: new Map(lines.map(line => [line.lineId, line.units])),
  }
}

/** Units of the order that were refunded and stand on the shelf again. */
export async function restockedUnits(db: DbOrTx, orderId: string): Promise<number> {
  const [row] = await db
    .select({ units: sql<number>`coalesce(sum(${refundLines.quantity}), 0)::int` })
    .from(refundLines)
    .innerJoin(refunds, eq(refunds.id, refundLines.refundId))
    .where(and(eq(refunds.orderId, orderId), eq(refunds.status, 'succeeded'), refundLines.restock))
  return row?.units ?? 0
}

/** The refund that was announced, as it stands in the order's history. Null: that event is no refund. */
export async function readRefunded(
  db: DbOrTx,
  { orderId, seq }: Announcement,
): Promise<(OrderRefunded & { at: Date }) | null> {
  const [event] = await db
    .select({ data: orderEvents.data, at: orderEvents.at })
    .from(orderEvents)
    .where(
      and(eq(orderEvents.orderId, orderId), eq(orderEvents.seq, seq), eq(orderEvents.type, 'order.refunded')),
    )
  // Type and data were written together from one OrderEvent; the columns cannot say so.
  return event ? { ...(event.data as OrderRefunded), at: event.at } : null
}
