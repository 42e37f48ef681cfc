import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { atMost, time, writtenAt } from '#platform/db/columns.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import { orders } from '#slices/orders/schema.ts'
import type { CaseOutcome, CaseState } from './case.ts'

/** What happened to parcels after they had left. A parcel has one open case at a time. Its refund has the case's id. */
export const cases = pgTable(
  'cases',
  {
    id: uuid().primaryKey(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    parcelId: uuid().notNull(),
    kind: text().$type<ExceptionKind>().notNull(),
    state: text().$type<CaseState>().notNull().default('open'),
    note: text(),
    lines: jsonb().$type<{ lineId: string; quantity: number }[]>().notNull(),
    openedAt: writtenAt(),
    openedBy: text().notNull(),
    outcome: text().$type<CaseOutcome>(),
    settledAt: time(),
    settledBy: text(),
    settledBecause: text(),
  },
  table => [
    index('cases_order_idx').on(table.orderId),
    index('cases_newest_idx').on(table.openedAt.desc(), table.id.desc()),
    uniqueIndex('cases_open_idx').on(table.parcelId).where(sql`state = 'open'`),
    check('cases_kind', sql`kind in ('lost', 'damaged', 'undeliverable')`),
    check('cases_state', sql`state in ('open', 'settled')`),
    check('cases_outcome', sql`outcome in ('refund', 'reship', 'nothing')`),
    check(
      'cases_settled',
      sql`(state = 'settled') = (settled_at is not null) and (settled_at is null) = (settled_by is null) and (state = 'open' or outcome is not null)`,
    ),
    check('cases_note_length', atMost('note', 'reason')),
    check('cases_settled_because_length', atMost('settled_because', 'reason')),
  ],
)
