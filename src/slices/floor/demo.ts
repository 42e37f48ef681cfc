import { asc } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { wares } from '#slices/catalog/schema.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { makeBins } from './bins/add-bins.ts'
import { walkKey } from './bins/walk-key.ts'
import { homes } from './schema.ts'

const ZONES = 'ABCD'
const RACKS = 12
const LEVELS = 3

/** A bin for everything in each warehouse, so that those who pack there begin with a walk: things that are alike lie together. */
export async function demoBins(tx: Tx): Promise<void> {
  const { variantId, slug, sku } = wares
  const things = await tx.select({ variantId }).from(wares).orderBy(asc(slug), asc(sku))
  const rows = (await readWarehouses(tx)).flatMap(({ id: warehouseId }) =>
    things.map((thing, index) => {
      const bin = binAt(index)
      return { warehouseId, variantId: thing.variantId, bin, walkKey: walkKey(bin) }
    }),
  )
  if (rows.length === 0) return
  for (const [warehouseId, own] of Map.groupBy(rows, row => row.warehouseId))
    await makeBins(
      tx,
      warehouseId,
      own.map(({ bin }) => bin),
    )
  await tx.insert(homes).values(rows).onConflictDoNothing()
  await prepared(tx, ALL_PUT_AWAY, [])
}

/** Somebody has put everything away, before it is said who packs where. */
const ALL_PUT_AWAY = `
  insert into bin_levels (warehouse_id, variant_id, bin, units)
  select h.warehouse_id, h.variant_id, h.bin, s.units from homes h
  join shelf_stock s on s.warehouse_id = h.warehouse_id and s.variant_id = h.variant_id
  where s.units > 0 on conflict do nothing`

/** `A-01-1`, `A-01-2`, …: level by level, rack by rack, zone by zone. */
function binAt(index: number): string {
  const rack = Math.floor(index / LEVELS)
  const zone = ZONES[Math.floor(rack / RACKS) % ZONES.length]
  return `${zone}-${String((rack % RACKS) + 1).padStart(2, '0')}-${(index % LEVELS) + 1}`
}
