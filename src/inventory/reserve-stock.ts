import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#db/client.ts'
import { assert } from '#lib/assert.ts'
import { type Allocation, planAllocation, type Wish } from './plan-allocation.ts'
import { availableUnits, freeLevels } from './stock.ts'

export type Reserved = { kind: 'reserved' } | { kind: 'short'; available: Map<string, number> }

/** Others may take the last unit between our look and our hold; then we look again, so often at most. */
const MAX_LOOKS = 4

/**
 * Holds stock for an order's lines, in the caller's transaction, which must be rolled back when the answer is `short`.
 * The guard stands in the UPDATE itself, under the row's lock: two buyers of the last unit can never both pass it.
 */
export async function reserveStock(tx: Tx, orderId: string, wishes: readonly Wish[]): Promise<Reserved> {
  let missing = [...wishes]
  for (let look = 0; look < MAX_LOOKS && missing.length; look++) {
    const plan = planAllocation(
      missing,
      await freeLevels(
        tx,
        missing.map(wish => wish.variantId),
      ),
    )
    if (!plan) break
    missing = unmet(await hold(tx, orderId, plan))
  }
  if (missing.length === 0) return { kind: 'reserved' }
  return {
    kind: 'short',
    available: await availableUnits(
      tx,
      missing.map(wish => wish.variantId),
    ),
  }
}

/** One statement: locks the shelves in one order for everybody, takes what is there, notes whose it is. Answers what was not there. */
async function hold(tx: Tx, orderId: string, plan: readonly Allocation[]): Promise<Allocation[]> {
  const wanted = plan.map(allocation => ({ id: uuidv7(), ...allocation }))
  const column = (name: keyof (typeof wanted)[number]) => sql.param(wanted.map(row => row[name]))
  const held = await tx.execute<{ id: string }>(sql`
    with wanted as (
      select * from unnest(
        ${column('id')}::uuid[], ${column('orderLineId')}::uuid[], ${column('variantId')}::uuid[],
        ${column('warehouseId')}::uuid[], ${column('bucket')}::smallint[], ${column('quantity')}::int[]
      ) as w(id, order_line_id, variant_id, warehouse_id, bucket, quantity)
    ), locked as (
      select s.variant_id, s.warehouse_id, s.bucket from stock_levels s join wanted w using (variant_id, warehouse_id, bucket)
      order by s.variant_id, s.warehouse_id, s.bucket for update of s
    ), taken as (
      update stock_levels s set reserved = s.reserved + w.quantity
      from wanted w join locked using (variant_id, warehouse_id, bucket)
      where (s.variant_id, s.warehouse_id, s.bucket) = (w.variant_id, w.warehouse_id, w.bucket) and s.on_hand - s.reserved >= w.quantity
      returning w.id, w.order_line_id, w.variant_id, w.warehouse_id, w.bucket, w.quantity
    )
    insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity)
    select id, ${orderId}::uuid, order_line_id, variant_id, warehouse_id, bucket, quantity from taken
    returning id`)
  const taken = new Set(held.map(row => row.id))
  return wanted.filter(row => !taken.has(row.id))
}

/** What each line still lacks. */
function unmet(notTaken: readonly Allocation[]): Wish[] {
  const lines = Map.groupBy(notTaken, allocation => allocation.orderLineId)
  return [...lines.values()].map(([first, ...rest]) => {
    assert(first, 'a group is never empty')
    return {
      orderLineId: first.orderLineId,
      variantId: first.variantId,
      quantity: rest.reduce((sum, part) => sum + part.quantity, first.quantity),
    }
  })
}
