import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, integer, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core'
import { writtenAt } from '#platform/db/columns.ts'

/**
 * What a bin gained or lost of a variant, so that a count is compared with the books of its own moment. The trigger `bins_are_noted` writes it. `corrected`: nobody
 * carried anything, the books were wrong.
 */
export const binMovements = pgTable(
  'bin_movements',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    warehouseId: uuid().notNull(),
    variantId: uuid().notNull(),
    bin: text().notNull(),
    gained: integer().notNull(),
    corrected: boolean().notNull(),
    at: writtenAt(),
  },
  table => [
    index('bin_movements_past_idx').on(table.warehouseId, table.variantId, table.bin, table.at),
    index('bin_movements_at_idx').using('brin', table.at),
    check('bin_movements_gained', sql`gained <> 0`),
  ],
)

/** Published, for the stockroom below too: every bin of every warehouse. */
export const knownBins = pgView('known_bins', {
  warehouseId: uuid('warehouse_id').notNull(),
  bin: text().notNull(),
}).existing()

/** Published: the units of a variant in each bin. */
export const binStock = pgView('bin_stock', {
  warehouseId: uuid('warehouse_id').notNull(),
  variantId: uuid('variant_id').notNull(),
  bin: text().notNull(),
  units: integer().notNull(),
}).existing()

/** Published: what each bin gained and lost, for the week in which a count may come late. */
export const binGains = pgView('bin_gains', {
  warehouseId: uuid('warehouse_id').notNull(),
  variantId: uuid('variant_id').notNull(),
  bin: text().notNull(),
  gained: integer().notNull(),
  corrected: boolean().notNull(),
  at: writtenAt(),
}).existing()
