import { type SQL, sql } from 'drizzle-orm'
import { stockLevels } from './schema.ts'

/** The units of a variant that can be bought now, over all warehouses and buckets: on hand and not promised to any order. */
export const availableUnitsSql = (variantId: SQL): SQL<number> => sql<number>`
  coalesce((select sum(on_hand - reserved) from ${stockLevels} where variant_id = ${variantId}), 0)::int`
