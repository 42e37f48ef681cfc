import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { Level } from './plan-allocation.ts'

/** Reads the units that each shelf can promise for these variants, in one query. */
export async function freeLevels(db: DbOrTx, variantIds: readonly string[]): Promise<Level[]> {
  return prepared<Level>(db, FREE_LEVELS, [variantIds])
}

const FREE_LEVELS = `
  select s.variant_id as "variantId", s.warehouse_id as "warehouseId", s.bucket, s.on_hand - s.reserved as free, w.priority
  from stock_levels s join warehouses w on w.id = s.warehouse_id
  where s.variant_id = any($1::uuid[])`

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
