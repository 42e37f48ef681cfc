import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { LedgerPlace } from './schema.ts'

/** Units of a variant in one place. What a supplier gave, or what was found, is below zero: it is where the units came from. */
export type UnitsAt = {
  place: LedgerPlace
  /** The warehouse's code; null for places outside. */
  warehouse: string | null
  units: number
}

/** Where every unit of a variant is, by the whole ledger. Together they are nought, since each row takes from one place what it gives another. */
export async function whereUnitsAre(db: DbOrTx, variantId: string): Promise<UnitsAt[]> {
  return prepared<UnitsAt>(db, UNITS_BY_PLACE, [variantId])
}

const UNITS_BY_PLACE = `
  select place, warehouse, sum(moved)::int as units
  from stock_ledger l join warehouses w on w.id = l.warehouse_id
  cross join lateral (values (l.to_place, l.units), (l.from_place, -l.units)) side(place, moved)
  cross join lateral (select case when place in ('shelf', 'returns', 'repair', 'quarantine') then w.code end as warehouse) at
  where l.variant_id = $1::uuid
  group by place, warehouse having sum(moved) <> 0
  order by array_position(array['supplier', 'shelf', 'returns', 'repair', 'quarantine', 'customer', 'scrap', 'lost'], place), warehouse`
