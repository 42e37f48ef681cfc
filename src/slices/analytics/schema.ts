import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { minor, time } from '#platform/db/columns.ts'
import { orders } from '#slices/orders/schema.ts'

/** A confirmed sale, a refund, or the money of a lost dispute. It is unique by the event that caused it. */
export const sales = pgTable(
  'sales',
  {
    /** The id of the job that announced the event, derived from the order and the event. */
    eventId: uuid().primaryKey(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    kind: text().$type<'sale' | 'refund' | 'dispute'>().notNull(),
    at: time().notNull(),
    currency: text().notNull(),
    /** Negative for money that went: a refund, or a dispute that was lost. */
    revenueMinor: minor().notNull(),
    units: integer().notNull(),
    country: text().notNull(),
  },
  table => [index('sales_at_idx').on(table.at)],
)

export const saleLines = pgTable(
  'sale_lines',
  {
    eventId: uuid()
      .notNull()
      .references(() => sales.eventId),
    sku: text().notNull(),
    name: text().notNull(),
    quantity: integer().notNull(),
    revenueMinor: minor().notNull(),
  },
  table => [primaryKey({ columns: [table.eventId, table.sku] })],
)
