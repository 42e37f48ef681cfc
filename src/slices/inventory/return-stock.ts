import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { announceStock } from './alerts/tell-of-stock.ts'

/**
 * Puts returned units back onto the shelves that they left, with a ledger row each; those that came back with a return are counted as the
 * first that are back, and so are those that a case put back somewhere. The caller holds the order's row, so that two calls never count the same units, and the ledger takes a refund's units once.
 */
export async function returnStock(
  tx: Tx,
  back: { refundId: string; lines: readonly { orderLineId: string; quantity: number }[]; actor: Actor },
): Promise<void> {
  if (back.lines.length === 0) return
  const column = (name: 'orderLineId' | 'quantity') => sql.param(back.lines.map(line => line[name]))
  const [returned] = await tx.execute<{ units: number; variants: string[] | null }>(sql`
    with wanted as (
      select * from unnest(${column('orderLineId')}::uuid[], ${column('quantity')}::int[]) as w(order_line_id, quantity)
    ), away as (
      select r.order_line_id, r.variant_id, r.warehouse_id, r.bucket, sum(r.quantity)::int - coalesce((
        select sum(m.quantity) from stock_movements m where m.order_line_id = r.order_line_id and m.reason = 'returned' and m.cause_id is null
          and m.warehouse_id = r.warehouse_id and m.bucket = r.bucket), 0)::int as units
      from reservations r join wanted using (order_line_id) where r.state = 'consumed'
      group by r.order_line_id, r.variant_id, r.warehouse_id, r.bucket
    ), elsewhere as (
      select a.order_line_id, sum(a.units)::int - coalesce((
        select c.units from units_with_customers c where c.order_line_id = a.order_line_id), 0)::int as units
      from away a group by a.order_line_id
    ), queued as (
      select a.*, w.quantity as wanted, coalesce(sum(a.units) over (partition by order_line_id order by a.warehouse_id, a.bucket
        rows between unbounded preceding and 1 preceding), 0)::int - e.units as before
      from away a join elsewhere e using (order_line_id) join wanted w using (order_line_id)
    ), back as (
      select order_line_id, variant_id, warehouse_id, bucket,
        (greatest(least(before + units, wanted), 0) - greatest(least(before, wanted), 0))::int as quantity from queued
    ), noted as (
      insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, order_line_id, refund_id, actor)
      select variant_id, warehouse_id, bucket, quantity, quantity, 'customer', 'shelf', 'returned', order_line_id, ${back.refundId}, ${actorName(back.actor)} from back where quantity > 0
    ), shelved as (
      insert into stock_levels (variant_id, warehouse_id, bucket, on_hand)
      select variant_id, warehouse_id, bucket, sum(quantity)::int from back where quantity > 0
      group by variant_id, warehouse_id, bucket order by variant_id, warehouse_id, bucket
      on conflict (variant_id, warehouse_id, bucket) do update set on_hand = stock_levels.on_hand + excluded.on_hand
    )
    select coalesce(sum(quantity), 0)::int as units, array_agg(distinct variant_id) as variants from back where quantity > 0`)
  const wanted = back.lines.reduce((sum, line) => sum + line.quantity, 0)
  assert(
    returned?.units === wanted,
    `${wanted} units came back, but only ${returned?.units} of them had left`,
  )
  await announceStock(tx, returned.variants ?? [])
}
