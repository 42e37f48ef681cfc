import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { holdUntilPutBack } from './put-back/hold-until-put-back.ts'

export type UnitsToRelease = { orderLineId: string; warehouseId: string; quantity: number }

/**
 * Gives some of an order's reserved units back, line by line and warehouse by warehouse, in the transaction that takes them out of the order; each pair is
 * named once. Those that lie in a tote of our floor are for sale when they are put back, all others at once. A reservation of which a part is released is two from then on, of the same moment, so that the past of the shelf stays as it was.
 */
export async function releaseUnits(
  tx: Tx,
  orderId: string,
  wanted: readonly UnitsToRelease[],
): Promise<void> {
  const back = await holdUntilPutBack(tx, orderId, wanted)
  await freeUnits(tx, orderId, without(wanted, back))
}

/** What is given back without what is held until it is put back. */
function without(wanted: readonly UnitsToRelease[], back: readonly UnitsToRelease[]): UnitsToRelease[] {
  const of = (units: UnitsToRelease) => `${units.orderLineId} ${units.warehouseId}`
  const held = new Map(back.map(units => [of(units), units.quantity]))
  return wanted
    .map(units => ({ ...units, quantity: units.quantity - (held.get(of(units)) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
}

async function freeUnits(tx: Tx, orderId: string, wanted: readonly UnitsToRelease[]): Promise<void> {
  if (wanted.length === 0) return
  const column = (name: keyof UnitsToRelease) => sql.param(wanted.map(units => units[name]))
  // Of each pair at most one reservation is parted.
  const ids = sql.param(wanted.map(() => uuidv7()))
  const [released] = await tx.execute<{ units: number }>(sql`
    with wanted as (
      select * from unnest(${column('orderLineId')}::uuid[], ${column('warehouseId')}::uuid[], ${column('quantity')}::int[], ${ids}::uuid[])
        as w(order_line_id, warehouse_id, wanted, parted_id)
    ), queued as (
      select r.*, w.wanted, w.parted_id, coalesce(sum(r.quantity) over (partition by r.order_line_id, r.warehouse_id order by r.bucket, r.id
        rows between unbounded preceding and 1 preceding), 0)::int as before
      from reservations r join wanted w using (order_line_id, warehouse_id) where r.order_id = ${orderId} and r.state = 'held'
    ), freed as (
      select q.*, least(quantity, wanted - before)::int as units from queued q where before < wanted
    ), whole as (
      update reservations r set state = 'released', updated_at = now() from freed f where r.id = f.id and f.units = f.quantity
    ), kept as (
      update reservations r set quantity = r.quantity - f.units, updated_at = now() from freed f where r.id = f.id and f.units < f.quantity
    ), parted as (
      insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity, state, created_at)
      select parted_id, order_id, order_line_id, variant_id, warehouse_id, bucket, units, 'released', created_at from freed where units < quantity
    ), owed as (
      select variant_id, warehouse_id, bucket, sum(units)::int as quantity from freed group by variant_id, warehouse_id, bucket
    ), locked as (
      select s.variant_id, s.warehouse_id, s.bucket from stock_levels s join owed using (variant_id, warehouse_id, bucket)
      order by s.variant_id, s.warehouse_id, s.bucket for update of s
    ), free as (
      update stock_levels s set reserved = s.reserved - owed.quantity
      from owed join locked using (variant_id, warehouse_id, bucket)
      where (s.variant_id, s.warehouse_id, s.bucket) = (owed.variant_id, owed.warehouse_id, owed.bucket)
    )
    select coalesce(sum(units), 0)::int as units from freed`)
  const asked = wanted.reduce((sum, { quantity }) => sum + quantity, 0)
  assert(
    released?.units === asked,
    `order ${orderId} holds only ${released?.units} of ${asked} units to release`,
  )
}
