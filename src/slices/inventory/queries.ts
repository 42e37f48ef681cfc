import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { sellableStock } from './schema.ts'
import { backOrders } from './waiting/schema.ts'
import type { DispatchHours } from './warehouses/dispatch-hours.ts'
import type { WarehouseFloor, WarehouseLabels, WarehouseState } from './warehouses/warehouse-input.ts'

/** The units of a variant that can be bought now: on hand and not promised to any order. */
export const availableUnitsSql = (variantId: SQL): SQL<number> => sql<number>`
  coalesce((select units from ${sellableStock} where variant_id = ${variantId}), 0)::int`

/** The units that can be bought, those that will wait for stock among them. */
export const buyableUnitsSql = (variantId: SQL): SQL<number> => sql<number>`
  (${availableUnitsSql(variantId)} + coalesce((select room from ${backOrders} where variant_id = ${variantId}), 0))`

/** How many of these are on a shelf, and the day on which the others are expected. Null: it is sold from the shelf alone. */
export const laterUnitsSql = (variantId: SQL): SQL<{ onShelf: number; expectedOn: string } | null> => sql`
  (select jsonb_build_object('onShelf', ${availableUnitsSql(variantId)}, 'expectedOn', expected_on) from ${backOrders} where variant_id = ${variantId})`

export type Warehouse = {
  id: string
  code: string
  name: string
  state: WarehouseState
  floor: WarehouseFloor
  hours: DispatchHours
  labels: WarehouseLabels
}

/** Every warehouse, in the order in which orders take stock from them. Days long ago on which it was closed are left out. */
export async function readWarehouses(db: DbOrTx): Promise<Warehouse[]> {
  return prepared<Warehouse>(db, WAREHOUSES, [SHOP_TIME_ZONE])
}

const WAREHOUSES = `
  select w.id, w.code, w.name, w.state, w.floor, w.labels, jsonb_build_object(
    'timeZone', coalesce(w.time_zone, $1::text), 'cutOffMinute', w.cut_off_minute, 'workingDays', w.working_days, 'closedDays',
    coalesce((select jsonb_agg(day order by day) from closed_days c where c.warehouse_id = w.id and c.day > now() - interval '400 days'), '[]')) as hours
  from warehouses w order by w.priority, w.code`

/** When the open ones of these warehouses hand over, or of all open ones when none of these is. */
export function hoursOfOpen(
  warehouses: readonly Warehouse[],
  among: ReadonlySet<string> = new Set(),
): DispatchHours[] {
  const open = warehouses.filter(({ state }) => state === 'open')
  const chosen = open.filter(({ id }) => among.has(id))
  return (chosen.length > 0 ? chosen : open).map(({ hours }) => hours)
}
