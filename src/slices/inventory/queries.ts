import { type SQL, sql } from 'drizzle-orm'
import { sellableStock } from './schema.ts'

/** The units of a variant that can be bought now: on hand and not promised to any order. */
export const availableUnitsSql = (variantId: SQL): SQL<number> => sql<number>`
  coalesce((select units from ${sellableStock} where variant_id = ${variantId}), 0)::int`
