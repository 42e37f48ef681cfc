import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import { ofVariant } from '#slices/catalog/schema.ts'
import type { AsidePlace } from '#slices/inventory/ledger/schema.ts'
import { ofWarehouse } from '#slices/inventory/schema.ts'
import type { LineState } from './counting/judge-count.ts'

/** A delivery that was booked in, once: its id is the caller's. */
export const receipts = pgTable(
  'receipts',
  {
    id: uuid().primaryKey(),
    warehouseId: ofWarehouse(),
    supplier: text(),
    /** The number on the supplier's delivery note. */
    reference: text(),
    inputHash: text().notNull(),
    actor: text().notNull(),
    receivedAt: writtenAt(),
  },
  table => [index('receipts_newest_idx').on(table.receivedAt.desc(), table.id.desc())],
)

/** What came of a variant: `accepted` units went onto the shelf, `damaged` ones into quarantine. `expected` is what the delivery note says; null: it did not say. */
export const receiptLines = pgTable(
  'receipt_lines',
  {
    receiptId: uuid()
      .notNull()
      .references(() => receipts.id),
    variantId: ofVariant(),
    expected: integer(),
    accepted: integer().notNull(),
    damaged: integer().notNull(),
  },
  table => [
    primaryKey({ columns: [table.receiptId, table.variantId] }),
    check(
      'receipt_lines_units',
      sql`accepted >= 0 and damaged >= 0 and expected >= 0 and accepted + damaged + coalesce(expected, 0) > 0`,
    ),
  ],
)

/** A count of some shelves of one warehouse. Its id is the caller's. */
export const counts = pgTable(
  'counts',
  {
    id: uuid().primaryKey(),
    warehouseId: ofWarehouse(),
    /** The bin that was counted; null for a whole shelf. */
    bin: text(),
    inputHash: text().notNull(),
    actor: text().notNull(),
    countedAt: writtenAt(),
  },
  table => [index('counts_newest_idx').on(table.countedAt.desc(), table.id.desc())],
)

/** How a count of one variant ended, or why it has not. `difference` is what was written into the ledger. */
export const countLines = pgTable(
  'count_lines',
  {
    countId: uuid()
      .notNull()
      .references(() => counts.id),
    variantId: ofVariant(),
    state: text().$type<LineState>().notNull(),
    difference: integer(),
    /** The person who decided: the last counter, or who approved it. */
    endedBy: text(),
    endedAt: time(),
    reason: text(),
  },
  table => [
    primaryKey({ columns: [table.countId, table.variantId] }),
    index('count_lines_open_idx').on(table.countId).where(sql`state in ('recount', 'promised')`),
    check(
      'count_lines_state',
      sql`case state when 'matched' then difference = 0 when 'booked' then difference <> 0
        when 'dropped' then difference is null when 'recount' then difference is null when 'promised' then difference is null else false end
        and (state in ('recount', 'promised')) = (ended_at is null)`,
    ),
  ],
)

/** What somebody counted, and what the books said for that moment. It stays as it was written. */
export const countEntries = pgTable(
  'count_entries',
  {
    countId: uuid().notNull(),
    variantId: uuid().notNull(),
    turn: smallint().notNull(),
    counted: integer().notNull(),
    expected: integer().notNull(),
    /** The worth of the difference, in the shop's minor units; null for a thing without a price. */
    worthMinor: bigint({ mode: 'number' }),
    actor: text().notNull(),
    countedAt: time().notNull(),
    writtenAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.countId, table.variantId, table.turn] }),
    foreignKey({
      name: 'count_entries_line',
      columns: [table.countId, table.variantId],
      foreignColumns: [countLines.countId, countLines.variantId],
    }),
    check('count_entries_units', sql`counted >= 0 and turn between 1 and 20`),
  ],
)

/** What became of units that were set aside, once: its id is the caller's. */
export const sortings = pgTable(
  'sortings',
  {
    id: uuid().primaryKey(),
    variantId: ofVariant(),
    warehouseId: ofWarehouse(),
    fromPlace: text().$type<AsidePlace>().notNull(),
    toPlace: text().$type<'shelf' | 'scrap' | 'supplier'>().notNull(),
    units: integer().notNull(),
    reason: text().notNull(),
    actor: text().notNull(),
    sortedAt: writtenAt(),
  },
  () => [check('sortings_units', sql`units > 0`)],
)
