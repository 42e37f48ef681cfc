import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Refund } from '#slices/payments/refund.ts'
import { refunds } from '#slices/payments/schema.ts'
import { shareOut } from '#slices/pricing/share-out.ts'
import type { AnnouncedName, Announcement, OrderEvent } from '../events.ts'
import { orderEvents, refundLines } from '../schema.ts'

export type RefundLine = typeof refundLines.$inferSelect

/** The lines of each named refund, ordered by line id. */
export async function readRefundLines(db: DbOrTx, refundIds: readonly string[]): Promise<RefundLine[]> {
  if (refundIds.length === 0) return []
  return db
    .select()
    .from(refundLines)
    .where(inArray(refundLines.refundId, [...refundIds]))
    .orderBy(refundLines.refundId, refundLines.orderLineId)
}

/**
 * The number of an order's refunds, the sum for its delivery, and the refunded units of each line. Failed refunds gave
 * nothing back.
 */
export async function readGivenBack(
  db: DbOrTx,
  orderId: string,
): Promise<{
  refunds: number
  shippingMinor: number
  units: Map<string, number>
  restocked: Map<string, number>
}> {
  const counted = eq(refunds.orderId, orderId)
  const [[sums], lines] = await Promise.all([
    db
      .select({
        refunds: sql<number>`count(*)::int`,
        shippingMinor: sql<number>`coalesce(sum(shipping_minor) filter (where status not in ('failed', 'reversed')), 0)::float8`,
      })
      .from(refunds)
      .where(counted),
    db
      .select({
        lineId: refundLines.orderLineId,
        units: sql<number>`coalesce(sum(${refundLines.quantity}) filter (where ${refunds.status} <> 'reversed'), 0)::int`,
        restocked: sql<number>`coalesce(sum(${refundLines.quantity}) filter (where ${refundLines.restock}), 0)::int`,
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
    restocked: new Map(lines.map(line => [line.lineId, line.restocked])),
  }
}

/** The sum of refunds that the bank was asked for and has not paid yet. */
export async function refundUnderWay(db: DbOrTx, orderId: string): Promise<number> {
  const [row] = await db
    // The status stands beside the sum and not in the condition, so that Postgres reads only the order's own few rows.
    .select({
      minor: sql<number>`coalesce(sum(${refunds.amountMinor}) filter (where ${refunds.status} = 'requested'), 0)::float8`,
    })
    .from(refunds)
    .where(eq(refunds.orderId, orderId))
  return row?.minor ?? 0
}

/** Units of the order that were refunded and stand on the shelf again. */
export async function restockedUnits(db: DbOrTx, orderId: string): Promise<number> {
  const [row] = await db
    .select({ units: sql<number>`coalesce(sum(${refundLines.quantity}), 0)::int` })
    .from(refundLines)
    .innerJoin(refunds, eq(refunds.id, refundLines.refundId))
    .where(
      and(
        eq(refunds.orderId, orderId),
        inArray(refunds.status, ['succeeded', 'reversed']),
        refundLines.restock,
      ),
    )
  return row?.units ?? 0
}

type Told<Type extends AnnouncedName> = Extract<OrderEvent, { type: Type }>['data'] & { at: Date }

/** The announced event from the order's history. Null: it has another type. */
export async function readAnnounced<Type extends AnnouncedName>(
  db: DbOrTx,
  { orderId, seq }: Announcement,
  type: Type,
): Promise<Told<Type> | null> {
  const [event] = await db
    .select({ data: orderEvents.data, at: orderEvents.at })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), eq(orderEvents.seq, seq), eq(orderEvents.type, type)))
  // Type and data were written together from one OrderEvent; the columns cannot say so.
  return event ? ({ ...event.data, at: event.at } as Told<Type>) : null
}

/** The announced refund. Null: the event is not a refund. */
export const readRefunded = (db: DbOrTx, announcement: Announcement) =>
  readAnnounced(db, announcement, 'order.refunded')

/** The sum that had gone back or was on its way when this refund was asked for. */
export async function hadGoneBefore(db: DbOrTx, refund: Refund): Promise<number> {
  const [row] = await db
    .select({ minor: sql<number>`coalesce(sum(${refunds.amountMinor}), 0)::float8` })
    .from(refunds)
    .where(
      and(
        eq(refunds.paymentId, refund.paymentId),
        lt(refunds.createdAt, refund.createdAt),
        inArray(refunds.status, ['succeeded', 'requested']),
      ),
    )
  return row?.minor ?? 0
}

/** Shares a new sum among the refund's lines and delivery, as its old sum was shared. Returns the delivery's part. */
export async function shareRefundLines(db: DbOrTx, refund: Refund, amountMinor: number): Promise<number> {
  const lines = await readRefundLines(db, [refund.id])
  if (lines.length === 0 && refund.shippingMinor === 0) return 0
  const parts = shareOut(amountMinor, [...lines.map(line => line.amountMinor), refund.shippingMinor])
  for (const [index, line] of lines.entries())
    await db
      .update(refundLines)
      .set({ amountMinor: parts[index] ?? 0 })
      .where(and(eq(refundLines.refundId, refund.id), eq(refundLines.orderLineId, line.orderLineId)))
  return parts.at(-1) ?? 0
}
