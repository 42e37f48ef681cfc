import { and, eq, inArray } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { unitsBack } from '#slices/inventory/ledger/schema.ts'
import type { Refund } from '#slices/payments/refund.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { shareOut } from '#slices/pricing/share-out.ts'
import { readLines } from '../queries.ts'
import { refundLines } from '../schema.ts'

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
 * The number of an order's refunds, the sum for its delivery, the refunded units of each line, and those that are back here: with a refund, or
 * with a return. Failed refunds gave nothing back.
 */
export async function readGivenBack(
  db: DbOrTx,
  orderId: string,
): Promise<{
  refunds: number
  shippingMinor: number
  units: Map<string, number>
  back: Map<string, number>
  /** Of these, the units that a refund puts back which is still under way. */
  comingBack: Map<string, number>
}> {
  const refunds = await refundsOf(db, orderId)
  const went = refunds.filter(refund => refund.status !== 'failed')
  const kept = went.filter(refund => refund.status !== 'reversed')
  const lines = await readRefundLines(
    db,
    went.map(refund => refund.id),
  )
  const openIds = new Set(went.filter(refund => refund.status === 'requested').map(refund => refund.id))
  const keptIds = new Set(kept.map(refund => refund.id))
  return {
    refunds: refunds.length,
    shippingMinor: kept.reduce((sum, refund) => sum + refund.shippingMinor, 0),
    units: unitsByLine(lines.filter(line => keptIds.has(line.refundId))),
    comingBack: unitsByLine(lines.filter(line => line.restock && openIds.has(line.refundId))),
    back: unitsByLine([...lines.filter(line => line.restock), ...(await unitsReturned(db, orderId))]),
  }
}

/** What came back with returns. The lines are named one by one, or the whole ledger would be read. */
async function unitsReturned(db: DbOrTx, orderId: string) {
  const lines = await readLines(db, orderId)
  const { orderLineId, units: quantity, kept } = unitsBack
  const ids = lines.map(({ id }) => id)
  return db.select({ orderLineId, quantity, kept }).from(unitsBack).where(inArray(orderLineId, ids))
}

function unitsByLine(lines: readonly Pick<RefundLine, 'orderLineId' | 'quantity'>[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { orderLineId, quantity } of lines)
    units.set(orderLineId, (units.get(orderLineId) ?? 0) + quantity)
  return units
}

/**
 * Units of the order that are back for good: those that were refunded and stand on the shelf again, and those that came back with returns and
 * were kept.
 */
export async function unitsHere(db: DbOrTx, orderId: string): Promise<number> {
  const ended = (await refundsOf(db, orderId)).filter(
    ({ status }) => status === 'succeeded' || status === 'reversed',
  )
  const lines = await readRefundLines(
    db,
    ended.map(refund => refund.id),
  )
  const shelved = lines.reduce((sum, line) => sum + (line.restock ? line.quantity : 0), 0)
  return (await unitsReturned(db, orderId)).reduce((sum, { kept }) => sum + kept, shelved)
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
