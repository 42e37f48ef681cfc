import { asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { Level } from './plan-allocation.ts'
import { reservations, warehouses } from './schema.ts'

/** Reads the units that each shelf of an open warehouse can promise for these variants, in one query. */
export async function freeLevels(db: DbOrTx, variantIds: readonly string[]): Promise<Level[]> {
  return prepared<Level>(db, FREE_LEVELS, [variantIds])
}

const FREE_LEVELS = `
  select s.variant_id as "variantId", s.warehouse_id as "warehouseId", s.bucket, s.on_hand - s.reserved as free, w.priority
  from stock_levels s join warehouses w on w.id = s.warehouse_id
  where s.variant_id = any($1::uuid[]) and w.state = 'open'`

/** The units that can be bought now, over all warehouses. A variant without stock is not in the map. */
export async function availableUnits(
  db: DbOrTx,
  variantIds: readonly string[],
): Promise<Map<string, number>> {
  const units = new Map<string, number>()
  for (const { variantId, free } of await freeLevels(db, variantIds))
    units.set(variantId, (units.get(variantId) ?? 0) + free)
  return units
}

/** The units of these variants on every shelf, promised ones among them. A variant without stock is not in the map. */
export async function unitsOnHand(db: DbOrTx, variantIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await prepared<{ variantId: string; onHand: number }>(db, SHELVES, [variantIds])
  return new Map(rows.map(row => [row.variantId, row.onHand]))
}

const SHELVES = `
  select variant_id as "variantId", sum(on_hand)::int as "onHand" from stock_levels
  where variant_id = any($1::uuid[]) group by variant_id`

/** The places of an order's units, line by line, and whether they are promised, gone or free again. */
export async function readReservations(db: DbOrTx, orderId: string) {
  const { orderLineId, state, quantity } = reservations
  return db
    .select({
      orderLineId,
      warehouse: warehouses.name,
      state,
      quantity: sql<number>`sum(${quantity})::int`,
    })
    .from(reservations)
    .innerJoin(warehouses, eq(warehouses.id, reservations.warehouseId))
    .where(eq(reservations.orderId, orderId))
    .groupBy(orderLineId, warehouses.name, state)
    .orderBy(sql`min(${reservations.createdAt})`, asc(warehouses.name), asc(state))
}

/**
 * The units of each of an order's lines by the warehouse that they are promised in or left from. An order that was cancelled has those
 * that it held last.
 */
export async function readHeldUnits(db: DbOrTx, orderId: string) {
  return prepared<{ orderLineId: string; warehouseId: string; warehouse: string; quantity: number }>(
    db,
    HELD_UNITS,
    [orderId],
  )
}

const HELD_UNITS = `
  select r.order_line_id as "orderLineId", r.warehouse_id as "warehouseId", w.code as warehouse, sum(r.quantity)::int as quantity
  from reservations r join warehouses w on w.id = r.warehouse_id
  where r.order_id = $1 and (r.state <> 'released' or r.created_at = (
    select max(created_at) from reservations l where l.order_id = $1 and not exists (
      select from reservations a where a.order_id = $1 and a.state <> 'released')))
  group by 1, 2, 3 order by w.code, r.order_line_id`
