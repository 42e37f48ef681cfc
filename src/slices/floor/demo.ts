import { asc } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { wares } from '#slices/catalog/schema.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
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
  if (rows.length) await tx.insert(homes).values(rows).onConflictDoNothing()
}

/** `A-01-1`, `A-01-2`, …: level by level, rack by rack, zone by zone. */
function binAt(index: number): string {
  const rack = Math.floor(index / LEVELS)
  const zone = ZONES[Math.floor(rack / RACKS) % ZONES.length]
  return `${zone}-${String((rack % RACKS) + 1).padStart(2, '0')}-${(index % LEVELS) + 1}`
}
