import { sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'

export type WaitingLine = {
  orderId: string
  orderLineId: string
  /** The units that wait for stock. */
  waiting: number
  /** The units that have come and are in no parcel yet. */
  unplanned: number
  /** `2026-12-11`: the day on which the stock is expected now. */
  expectedOn: string
}

/** What of these orders waits for stock, or has come and is in no parcel yet. An order that does not wait has no row. */
export async function readWaiting(db: DbOrTx, orderIds: readonly string[]): Promise<WaitingLine[]> {
  if (orderIds.length === 0) return []
  const rows = await db.execute<WaitingLine>(sql`
    select w.order_id as "orderId", w.order_line_id as "orderLineId", w.waiting, w.unplanned, o.expected_on::text as "expectedOn"
    from waiting_lines w join back_order_offers o using (variant_id)
    where w.order_id = any(${sql.param([...orderIds])}::uuid[]) and (w.waiting > 0 or w.unplanned > 0) order by w.since, w.id`)
  return [...rows]
}

/** The units of one line that wait, and the day on which they are expected. Null: none do. */
export function unitsThatWait(
  waiting: readonly WaitingLine[],
  lineId: string | undefined,
): { units: number; expectedOn: string } | null {
  const line = waiting.find(({ orderLineId, waiting }) => orderLineId === lineId && waiting > 0)
  return line ? { units: line.waiting, expectedOn: line.expectedOn } : null
}

/** Whether units of the order wait for stock, or have come and are in no parcel yet. */
export async function waitsForStock(db: DbOrTx, orderId: string): Promise<boolean> {
  const [row] = await db.execute(sql`
    select from waiting_lines where order_id = ${orderId} and (waiting > 0 or unplanned > 0) limit 1`)
  return row !== undefined
}

/**
 * Notes that everything that has come for the order is planned in the caller's transaction, which holds the order. It comes before the reservations are read: what
 * comes later is noted again.
 */
export async function noteCome(tx: Tx, orderId: string): Promise<void> {
  await tx.execute(sql`
    update waiting_lines set unplanned = 0, updated_at = now() where order_id = ${orderId} and unplanned > 0`)
}

/** The variants of these that are sold beyond their stock today: until which day, and how many units more. */
export async function readBackOrders(
  db: DbOrTx,
  variantIds: readonly string[],
): Promise<Map<string, { expectedOn: string; room: number }>> {
  if (variantIds.length === 0) return new Map()
  const rows = await db.execute<{ variantId: string; expectedOn: string; room: number }>(sql`
    select variant_id as "variantId", expected_on::text as "expectedOn", room from back_orders
    where variant_id = any(${sql.param([...variantIds])}::uuid[])`)
  return new Map([...rows].map(({ variantId, ...offer }) => [variantId, offer]))
}

export type Offer = { expectedOn: string | null; most: number; waiting: number; sells: boolean }

export const noOffer: Offer = { expectedOn: null, most: 0, waiting: 0, sells: false }

/** The offer of a SKU as it stands, also one that is over. Null: there is no such SKU. */
export async function readOffer(db: DbOrTx, sku: string): Promise<Offer | null> {
  const [offer] = await db.execute<Offer>(sql`
    select o.expected_on::text as "expectedOn", coalesce(o.most, 0) as most, coalesce(o.waiting, 0) as waiting,
      o.ended_at is null and coalesce(o.expected_on >= (now() at time zone ${SHOP_TIME_ZONE})::date, false) as sells
    from wares w left join back_order_offers o using (variant_id) where w.sku = ${sku}`)
  return offer ?? null
}
