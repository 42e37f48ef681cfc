import { sql } from 'drizzle-orm'
import { check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#auth/schema.ts'
import { variants } from '#catalog/schema.ts'
import { id, minor, writtenAt } from '#db/columns.ts'

export const carts = pgTable('carts', {
  id: id(),
  customerId: uuid()
    .notNull()
    .unique()
    .references(() => customers.id, { onDelete: 'cascade' }),
  createdAt: writtenAt(),
  updatedAt: writtenAt(),
})

export const cartLines = pgTable(
  'cart_lines',
  {
    cartId: uuid()
      .notNull()
      .references(() => carts.id, { onDelete: 'cascade' }),
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    quantity: integer().notNull(),
    /** The price when it was put in, so that the cart can say when it has changed. */
    seenPriceMinor: minor().notNull(),
    currency: text().notNull(),
    addedAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.cartId, table.variantId] }),
    check('cart_lines_quantity', sql`quantity between 1 and 99`),
  ],
)
