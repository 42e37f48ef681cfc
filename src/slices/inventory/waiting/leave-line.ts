import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { lockPutBack } from '../put-back/hold-until-put-back.ts'

/**
 * Takes everything of an order out of the line, in the transaction that ends the order and before its stock is free: none of it goes to the order itself. Almost
 * no order waits, and then it only looks.
 */
export async function leaveLine(tx: Tx, orderId: string): Promise<void> {
  const [waits] = await tx.execute(sql`
    select from waiting_lines where order_id = ${orderId} and (waiting > 0 or unplanned > 0) limit 1`)
  if (!waits) return
  await lockLine(tx, orderId)
  await tx.execute(sql`
    with mine as (
      select variant_id, id, waiting from waiting_lines where order_id = ${orderId} and (waiting > 0 or unplanned > 0) for update
    ), gone as (
      update waiting_lines w set waiting = 0, unplanned = 0, updated_at = now() from mine where (w.variant_id, w.id) = (mine.variant_id, mine.id)
    )
    update back_order_offers o set waiting = o.waiting - m.units
    from (select variant_id, sum(waiting)::int as units from mine group by variant_id) m where o.variant_id = m.variant_id`)
}

export type WaitingUnits = { orderLineId: string; quantity: number }

/**
 * Takes so many units of these lines out of the line, of units that are in no parcel: those that still wait first. It answers the units that have come meanwhile,
 * which the caller gives back to their shelf.
 */
export async function leaveLineWith(
  tx: Tx,
  orderId: string,
  units: readonly WaitingUnits[],
): Promise<WaitingUnits[]> {
  await lockLine(tx, orderId)
  const rows = await tx.execute<WaitingUnits>(sql`
    with wanted as (
      select * from unnest(${sql.param(units.map(({ orderLineId }) => orderLineId))}::uuid[], ${sql.param(units.map(({ quantity }) => quantity))}::int[])
        as w(order_line_id, wanted)
    ), mine as (
      select l.variant_id, l.id, l.order_line_id, least(l.waiting, w.wanted) as waited, w.wanted - least(l.waiting, w.wanted) as came
      from waiting_lines l join wanted w using (order_line_id)
      where l.order_id = ${orderId} and (l.waiting > 0 or l.unplanned > 0) for update of l
    ), gone as (
      update waiting_lines w set waiting = w.waiting - mine.waited, unplanned = w.unplanned - mine.came, updated_at = now()
      from mine where (w.variant_id, w.id) = (mine.variant_id, mine.id)
    ), counted as (
      update back_order_offers o set waiting = o.waiting - mine.waited from mine where o.variant_id = mine.variant_id
    )
    select order_line_id as "orderLineId", came as quantity from mine where came > 0`)
  return [...rows]
}

/** Locks what is to be put back of the order, the shelves of what it waits for and of what it holds, and then the offers: in the order in which everybody locks them. */
async function lockLine(tx: Tx, orderId: string): Promise<void> {
  await lockPutBack(tx, orderId)
  await tx.execute(sql`
    select from stock_levels where variant_id in (
      select variant_id from waiting_lines where order_id = ${orderId} and (waiting > 0 or unplanned > 0)
      union select variant_id from reservations where order_id = ${orderId} and state = 'held')
    order by variant_id, warehouse_id, bucket for update`)
  await tx.execute(sql`
    select from back_order_offers where variant_id in (
      select variant_id from waiting_lines where order_id = ${orderId} and (waiting > 0 or unplanned > 0))
    order by variant_id for update`)
}
