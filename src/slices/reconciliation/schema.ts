import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { id, time } from '#platform/db/columns.ts'
import type { DifferenceKind, Outcome } from './difference.ts'

/** One comparison of the provider's books with ours. */
export const reconciliations = pgTable(
  'reconciliations',
  {
    id: id(),
    startedBy: text().notNull(),
    startedAt: time().notNull(),
    /** The last report of the run. If it is long ago, the run's process is gone. */
    seenAt: time().notNull(),
    endedAt: time(),
    /** Why it ended early, in a sentence. */
    failure: text(),
    /** The run compared the rows made in [from, until) there and here. */
    fromAt: time().notNull(),
    untilAt: time().notNull(),
    payments: integer().notNull().default(0),
    refunds: integer().notNull().default(0),
  },
  table => [
    uniqueIndex('reconciliations_one_running_idx').on(sql`(ended_at is null)`).where(sql`ended_at is null`),
    index('reconciliations_newest_idx').on(table.startedAt.desc()),
    check('reconciliations_window', sql`from_at < until_at`),
  ],
)

export const reconciliationDifferences = pgTable(
  'reconciliation_differences',
  {
    id: id(),
    reconciliationId: uuid()
      .notNull()
      .references(() => reconciliations.id, { onDelete: 'cascade' }),
    kind: text().$type<DifferenceKind>().notNull(),
    outcome: text().$type<Outcome>().notNull(),
    sentence: text().notNull(),
    /** Null: the provider's row names no order of ours. */
    orderId: uuid(),
    /** The provider's id of the payment or refund. */
    providerId: text(),
    at: time().notNull(),
  },
  table => [
    index('reconciliation_differences_run_idx').on(table.reconciliationId),
    check('reconciliation_differences_outcome', sql`outcome in ('mended', 'needs_review', 'unknown')`),
  ],
)
