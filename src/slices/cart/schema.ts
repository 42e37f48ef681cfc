import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { id, minor, writtenAt } from '#platform/db/columns.ts'
import { variants } from '#slices/catalog/schema.ts'

/**
 * Why units were left out: `lines`, a cart holds that many different items; `most`, an order holds that many of any item;
 * `own_most`, an order holds that many of this item; `not_sold`, it is no longer sold.
 */
export type LeftOutWhy = { is: 'lines' | 'most' | 'own_most'; most: number } | { is: 'not_sold' }

/** The number of units that did not come along. Older rows do not say why. */
export type LeftOut = { name: string; options: Record<string, string>; quantity: number; why?: LeftOutWhy }

export const carts = pgTable('carts', {
  id: id(),
  customerId: uuid()
    .notNull()
    .unique()
    .references(() => customers.id, { onDelete: 'cascade' }),
  /** Items that did not come along when a visitor's cart was merged into this one. The cart shows them until the shopper has read them. */
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
