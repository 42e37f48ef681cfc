import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core'
import { writtenAt } from '#platform/db/columns.ts'
import { floorLines } from '../schema.ts'

/** Units of a stopped parcel that will never be put back: they are lost or broken, and off the books of the shelf. Its id is the caller's. */
export const putBackLosses = pgTable(
  'put_back_losses',
  {
    id: uuid().primaryKey(),
    parcelId: uuid().notNull(),
    variantId: uuid().notNull(),
    units: integer().notNull(),
    reason: text().notNull(),
    actor: text().notNull(),
    notedAt: writtenAt(),
  },
  table => [
    foreignKey({
      name: 'put_back_losses_line',
      columns: [table.parcelId, table.variantId],
      foreignColumns: [floorLines.parcelId, floorLines.variantId],
    }),
    index('put_back_losses_parcel_idx').on(table.parcelId),
    check('put_back_losses_units', sql`units > 0`),
  ],
)

/** Published: what was written off on a floor. The id is the cause of its row in the ledger. */
export const floorLosses = pgView('floor_losses', {
  id: uuid().notNull(),
  variantId: uuid('variant_id').notNull(),
  units: integer().notNull(),
}).existing()

/** Published, for inventory below too: the units of each order that were picked, that are not sent, and that nobody has put back yet. */
export const unitsToPutBack = pgView('units_to_put_back', {
  orderId: uuid('order_id').notNull(),
  warehouseId: uuid('warehouse_id').notNull(),
  variantId: uuid('variant_id').notNull(),
  units: integer().notNull(),
}).existing()
