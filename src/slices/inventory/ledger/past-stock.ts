import type { DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

export type PastPlace = { warehouseId: string; code: string; onHand: number; reserved: number }

/**
 * What lay in each warehouse at a moment of the past, and how much of it was promised: the shelves of now without what has happened since. Its
 * cost grows with what has happened to this variant since then.
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
  select w.id as "warehouseId", w.code, (coalesce(s.units, 0) - coalesce(since.units, 0))::int as "onHand",
    (coalesce(held.units, 0) + coalesce(ended.units, 0) + coalesce(back.units, 0))::int as reserved
  from warehouses w
  left join (select warehouse_id, sum(on_hand) as units from stock_levels where variant_id = $1::uuid group by 1) s on s.warehouse_id = w.id
  left join (
    select warehouse_id, sum(quantity) as units from stock_movements where variant_id = $1::uuid and at > $2::timestamptz group by 1
  ) since on since.warehouse_id = w.id
  left join (
    select warehouse_id, sum(quantity) as units from reservations
    where variant_id = $1::uuid and state = 'held' and created_at <= $2::timestamptz group by 1
  ) held on held.warehouse_id = w.id
  left join (
    select warehouse_id, sum(quantity) as units from reservations
    where variant_id = $1::uuid and state <> 'held' and updated_at > $2::timestamptz and created_at <= $2::timestamptz group by 1
  ) ended on ended.warehouse_id = w.id
  left join (
    select warehouse_id, sum(units) as units from put_back_holds
    where variant_id = $1::uuid and since <= $2::timestamptz and (until is null or until > $2::timestamptz) group by 1
  ) back on back.warehouse_id = w.id
  order by w.priority, w.name`
