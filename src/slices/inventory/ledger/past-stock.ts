import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { SHELVES_AT } from './shelves-at.ts'

export type PastPlace = { warehouseId: string; code: string; onHand: number; reserved: number }

/**
 * What lay in each warehouse at a moment of the past, and how much of it was promised: the last checkpoint before it, and what has happened to
 * this variant between the two. Of a variant that is not busy, everything from its first row on is added up.
 */
export async function readStockAt(db: DbOrTx, variantId: string, at: Date): Promise<PastPlace[]> {
  return prepared<PastPlace>(db, STOCK_AT, [variantId, at.toISOString()])
}

/** What came onto a shelf since that moment, less what left it, and whether its books were corrected since. */
export async function gainedSince(
  db: DbOrTx,
  { variantId, warehouseId }: { variantId: string; warehouseId: string },
  at: Date,
): Promise<{ units: number; isCorrected: boolean }> {
  const [since] = await prepared<{ units: number; isCorrected: boolean }>(db, GAINED_SINCE, [
    variantId,
    warehouseId,
    at.toISOString(),
  ])
  return since ?? { units: 0, isCorrected: false }
}

const GAINED_SINCE = `
  select coalesce(sum(quantity), 0)::int as units, coalesce(bool_or(reason = 'adjusted'), false) as "isCorrected" from stock_movements
  where variant_id = $1::uuid and at > $3::timestamptz and warehouse_id = $2::uuid`

const STOCK_AT = `
  ${SHELVES_AT}
  select w.id as "warehouseId", w.code, coalesce(s.on_hand, 0)::int as "onHand", coalesce(s.reserved, 0)::int as reserved
  from warehouses w left join shelves s on s.warehouse_id = w.id order by w.priority, w.name`
