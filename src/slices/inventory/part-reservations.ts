import { type SQL, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { ReservationState } from './schema.ts'

/** So many units of an order's line that one warehouse holds for it. */
export type HeldPart = { orderLineId: string; warehouseId: string; quantity: number }

/**
 * The first common table expressions of a statement that ends some of an order's reservations in this state, line by line and warehouse by warehouse; each
 * pair is named once. The last of them, `parts`, has the units that ended. A reservation of which a part ends is two from then on, of the same moment, so that
 * the past of the shelf stays as it was.
 */
export function partsEnded(
  orderId: string,
  wanted: readonly HeldPart[],
  state: Exclude<ReservationState, 'held'>,
): SQL {
  const column = (name: keyof HeldPart) => sql.param(wanted.map(units => units[name]))
  // Of each pair at most one reservation is parted.
  const ids = sql.param(wanted.map(() => uuidv7()))
  return sql`
    wanted as (
      select * from unnest(${column('orderLineId')}::uuid[], ${column('warehouseId')}::uuid[], ${column('quantity')}::int[], ${ids}::uuid[])
        as w(order_line_id, warehouse_id, wanted, parted_id)
    ), queued as (
      select r.*, w.wanted, w.parted_id, coalesce(sum(r.quantity) over (partition by r.order_line_id, r.warehouse_id order by r.bucket, r.id
        rows between unbounded preceding and 1 preceding), 0)::int as before
      from reservations r join wanted w using (order_line_id, warehouse_id) where r.order_id = ${orderId} and r.state = 'held'
    ), parts as (
      select q.*, least(quantity, wanted - before)::int as units from queued q where before < wanted
    ), whole as (
      update reservations r set state = ${state}, updated_at = now() from parts p where r.id = p.id and p.units = p.quantity
    ), kept as (
      update reservations r set quantity = r.quantity - p.units, updated_at = now() from parts p where r.id = p.id and p.units < p.quantity
    ), parted as (
      insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity, state, created_at)
      select parted_id, order_id, order_line_id, variant_id, warehouse_id, bucket, units, ${state}, created_at from parts where units < quantity
    )`
}

/** The same with each pair of line and warehouse named once. */
export function mergeParts<Part extends HeldPart>(parts: readonly Part[]): Part[] {
  const merged = new Map<string, Part>()
  for (const part of parts) {
    const pair = `${part.orderLineId} ${part.warehouseId}`
    merged.set(pair, { ...part, quantity: part.quantity + (merged.get(pair)?.quantity ?? 0) })
  }
  return [...merged.values()]
}
