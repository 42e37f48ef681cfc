import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { customers } from '#platform/auth/schema.ts'
import { writtenAt } from '#platform/db/columns.ts'
import { products } from '#slices/catalog/schema.ts'

export const wishes = pgTable(
  'wishes',
  {
    customerId: uuid()
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    productId: uuid()
      .notNull()
      .references(() => products.id, { onDelete: 'cascade' }),
    /** The customer had no account then. Retention lets such a wish go after a year. */
    byVisitor: boolean().notNull(),
    wishedAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.customerId, table.productId] }),
    index('wishes_product_idx').on(table.productId),
    index('wishes_of_visitors_idx').on(table.wishedAt).where(sql`by_visitor`),
  ],
)
