import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { minor, time } from '#platform/db/columns.ts'
import { orders } from '#slices/orders/schema.ts'
import type { DocumentContent, DocumentKind, Series } from './documents/content.ts'

/** The last number that was drawn in each series and year. A statement that writes a document draws its number here too, so a number is never drawn for nothing. */
export const documentNumbers = pgTable(
  'document_numbers',
  {
    series: text().$type<Series>().notNull(),
    /** The year of the shop's time zone. */
    year: integer().notNull(),
    last: integer().notNull(),
  },
  table => [
    primaryKey({ columns: [table.series, table.year] }),
    check('document_numbers_series', sql`series in ('invoice', 'credit_note')`),
    check('document_numbers_last', sql`last > 0`),
  ],
)

/** Invoices and credit notes as they were issued. A trigger refuses UPDATE and DELETE: a document is corrected by another one. */
export const documents = pgTable(
  'documents',
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    kind: text().$type<DocumentKind>().notNull(),
    /** What it was written for: the order of an invoice, the refund of the others. Each has one document of a kind. */
    causeId: uuid().notNull(),
    series: text().$type<Series>().notNull(),
    year: integer().notNull(),
    number: integer().notNull(),
    currency: text().notNull(),
    totalMinor: minor().notNull(),
    /** Everything that its PDF and the reports need. */
    content: jsonb().$type<DocumentContent>().notNull(),
    issuedAt: time().notNull(),
    /** The day of the shop's time zone. */
    issuedOn: date({ mode: 'string' }).notNull(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.kind, table.causeId] }),
    uniqueIndex('documents_number_idx').on(table.series, table.year, table.number),
    index('documents_day_idx').on(table.issuedOn),
    check('documents_kind', sql`kind in ('invoice', 'credit_note', 'reversal')`),
    check('documents_series', sql`series = case kind when 'invoice' then 'invoice' else 'credit_note' end`),
    check('documents_number', sql`number > 0`),
    check('documents_year', sql`year = extract(year from issued_on)`),
    check('documents_cause', sql`kind <> 'invoice' or cause_id = order_id`),
    check('documents_total', sql`total_minor >= 0`),
  ],
)
