import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { announceStock } from './alerts/tell-of-stock.ts'

/**
 * Puts returned units back onto the shelves that they left, with a ledger row each. The caller holds
 * the order's row, so that two calls never count the same units, and the ledger takes a refund's units once.
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
        select sum(m.quantity) from stock_movements m where m.order_line_id = r.order_line_id and m.reason = 'returned'
          and m.warehouse_id = r.warehouse_id and m.bucket = r.bucket), 0)::int as units
      from reservations r join wanted using (order_line_id) where r.state = 'consumed'
      group by r.order_line_id, r.variant_id, r.warehouse_id, r.bucket
    ), queued as (
      select *, coalesce(sum(units) over (partition by order_line_id order by warehouse_id, bucket
        rows between unbounded preceding and 1 preceding), 0)::int as before from away
    ), back as (
      select q.order_line_id, q.variant_id, q.warehouse_id, q.bucket, least(q.units, w.quantity - q.before) as quantity
      from queued q join wanted w using (order_line_id) where q.units > 0 and w.quantity > q.before
    ), noted as (
      insert into stock_movements (variant_id, warehouse_id, bucket, quantity, reason, order_line_id, refund_id, actor)
      select variant_id, warehouse_id, bucket, quantity, 'returned', order_line_id, ${back.refundId}, ${actorName(back.actor)} from back
    ), shelved as (
      insert into stock_levels (variant_id, warehouse_id, bucket, on_hand)
      select variant_id, warehouse_id, bucket, sum(quantity)::int from back
      group by variant_id, warehouse_id, bucket order by variant_id, warehouse_id, bucket
      on conflict (variant_id, warehouse_id, bucket) do update set on_hand = stock_levels.on_hand + excluded.on_hand
    )
    select coalesce(sum(quantity), 0)::int as units, array_agg(distinct variant_id) as variants from back`)
  const wanted = back.lines.reduce((sum, line) => sum + line.quantity, 0)
  assert(
    returned?.units === wanted,
    `${wanted} units came back, but only ${returned?.units} of them had left`,
  )
  await announceStock(tx, returned.variants ?? [])
}
