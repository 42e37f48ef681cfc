import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { id, minor, writtenAt } from '#platform/db/columns.ts'
import { variants } from '#slices/catalog/schema.ts'

/** The number of units that did not fit. */
export type LeftOut = { name: string; options: Record<string, string>; quantity: number }

export const carts = pgTable('carts', {
  id: id(),
  customerId: uuid()
    .notNull()
    .unique()
    .references(() => customers.id, { onDelete: 'cascade' }),
  /** Items that did not fit when a visitor's cart was merged into this one. The cart shows them until the shopper has read them. */
  leftOut: jsonb().$type<LeftOut[]>().notNull().default([]),
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
    /** The price when the item was added, so that the cart can tell when it has changed. */
    seenPriceMinor: minor().notNull(),
    currency: text().notNull(),
    addedAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.cartId, table.variantId] }),
    check('cart_lines_quantity', sql`quantity between 1 and 99`),
  ],
)
