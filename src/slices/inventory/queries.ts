import { asc, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { sellableStock, warehouses } from './schema.ts'
import type { WarehouseFloor, WarehouseLabels, WarehouseState } from './warehouses/warehouse-input.ts'

/** The units of a variant that can be bought now: on hand and not promised to any order. */
export const availableUnitsSql = (variantId: SQL): SQL<number> => sql<number>`
  coalesce((select units from ${sellableStock} where variant_id = ${variantId}), 0)::int`

export type Warehouse = {
  id: string
  code: string
  name: string
  state: WarehouseState
  floor: WarehouseFloor
  labels: WarehouseLabels
}

/** Every warehouse, in the order in which orders take stock from them. */
export async function readWarehouses(db: DbOrTx): Promise<Warehouse[]> {
  const { id, code, name, priority, state, floor, labels } = warehouses
  return db
    .select({ id, code, name, state, floor, labels })
    .from(warehouses)
    .orderBy(asc(priority), asc(code))
}
