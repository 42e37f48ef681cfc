import { inArray, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#db/client.ts'
import { stockLevels } from './schema.ts'

/** Units of a variant that can be bought now, over all warehouses and buckets: on hand and not promised to anyone. */
export const availableUnitsSql = (variantId: SQL): SQL<number> => sql<number>`
  coalesce((select sum(on_hand - reserved) from ${stockLevels} where variant_id = ${variantId}), 0)::int`

/** The same for several variants at once; a variant without a place in any warehouse has 0. */
export async function readAvailableUnits(
  db: DbOrTx,
  variantIds: readonly string[],
): Promise<Map<string, number>> {
  if (!variantIds.length) return new Map()
  const rows = await db
    .select({ variantId: stockLevels.variantId, units: sql<number>`sum(on_hand - reserved)::int` })
    .from(stockLevels)
    .where(inArray(stockLevels.variantId, [...variantIds]))
    .groupBy(stockLevels.variantId)
  const found = new Map(rows.map(row => [row.variantId, row.units]))
  return new Map(variantIds.map(id => [id, found.get(id) ?? 0]))
}
