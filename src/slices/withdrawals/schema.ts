import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { atMost, id, time } from '#platform/db/columns.ts'
import { orderLines, orders } from '#slices/orders/schema.ts'
import { refunds } from '#slices/payments/schema.ts'
import type { WithdrawalState } from './withdrawal.ts'

/** Each statement by which a shopper withdrew from the contract of an order, or from a part of it. */
export const withdrawals = pgTable(
  'withdrawals',
  {
    /** The browser makes it before sending. */
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    /** As stated. */
    name: text().notNull(),
    /** Where the acknowledgement goes, as stated. */
    email: text().notNull(),
    declaredAt: time().notNull(),
    declaredBy: text().notNull(),
    state: text().$type<WithdrawalState>().notNull(),
    settledAt: time(),
    settledBy: text(),
    /** Why it was refused. */
    refusal: text(),
    /** By which the money went back. */
    refundId: uuid().references(() => refunds.id),
    /** The return by which the goods come back, and which ends it. Null: staff settle it. Returns are the slice above, so there is no key. */
    returnNumber: text(),
  },
  table => [
    index('withdrawals_order_idx').on(table.orderId),
    index('withdrawals_newest_idx').on(table.declaredAt.desc(), table.id.desc()),
    index('withdrawals_open_idx').on(table.declaredAt).where(sql`state = 'open'`),
    check('withdrawals_state', sql`state in ('open', 'cancelled', 'refunded', 'refused')`),
    check(
      'withdrawals_settled',
      sql`(state = 'open') = (settled_at is null) and (settled_at is null) = (settled_by is null)`,
    ),
    check('withdrawals_refused_because', sql`(state = 'refused') = (refusal is not null)`),
    check('withdrawals_refunded_by', sql`(state = 'refunded') = (refund_id is not null)`),
    check('withdrawals_name_length', atMost('name', 'name')),
    check('withdrawals_email_length', atMost('email', 'email')),
    check('withdrawals_refusal_length', atMost('refusal', 'reason')),
  ],
)

/** How many units of which line it is about. A withdrawal from the whole order names all of them. */
export const withdrawalLines = pgTable(
  'withdrawal_lines',
  {
    withdrawalId: uuid()
      .notNull()
      .references(() => withdrawals.id),
    orderLineId: uuid()
      .notNull()
      .references(() => orderLines.id),
    quantity: integer().notNull(),
  },
  table => [
    primaryKey({ columns: [table.withdrawalId, table.orderLineId] }),
    index('withdrawal_lines_line_idx').on(table.orderLineId),
    check('withdrawal_lines_quantity', sql`quantity > 0`),
  ],
)
