import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { atMost, id, time } from '#platform/db/columns.ts'
import { warehouses } from '#slices/inventory/schema.ts'
import { orderLines, orders } from '#slices/orders/schema.ts'
import { withdrawals } from '#slices/withdrawals/schema.ts'
import type { Outcome, ReturnReason, ReturnState, ReturnWish } from './return.ts'

/** Goods that come back: asked for by the shopper, decided, received, inspected and paid back. */
export const returns = pgTable(
  'returns',
  {
    /** The caller makes it before sending: it is the idempotency key. */
    id: id(),
    number: text().notNull().unique(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    state: text().$type<ReturnState>().notNull(),
    /** SHA-256 of what was asked for. It never changes. */
    inputHash: text().notNull(),
    withdrawalId: uuid()
      .unique()
      .references(() => withdrawals.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    askedAt: time().notNull(),
    askedBy: text().notNull(),
    decidedAt: time(),
    refusal: text(),
    /** An approved return of which nothing came by then expires. */
    endsAt: time(),
    closedAt: time(),
  },
  table => [
    index('returns_order_idx').on(table.orderId),
    index('returns_newest_idx').on(table.askedAt.desc(), table.id.desc()),
    index('returns_state_idx').on(table.state, table.askedAt.desc(), table.id.desc()),
    index('returns_ends_idx').on(table.endsAt).where(sql`state in ('approved', 'received')`),
    check(
      'returns_state',
      sql`state in ('requested', 'approved', 'received', 'settled', 'refused', 'cancelled', 'expired')`,
    ),
    check('returns_refused_because', sql`(state = 'refused') = (refusal is not null)`),
    check('returns_decided', sql`(state in ('requested', 'cancelled')) or decided_at is not null`),
    check(
      'returns_closed',
      sql`(closed_at is not null) = (state in ('settled', 'refused', 'cancelled', 'expired'))`,
    ),
    check('returns_refusal_length', atMost('refusal', 'reason')),
  ],
)

/** The units of each order line in a return, and where they stand. The fold of its events; the checks hold whatever the code does. */
export const returnLines = pgTable(
  'return_lines',
  {
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    returnId: uuid()
      .notNull()
      .references(() => returns.id),
    orderLineId: uuid()
      .notNull()
      .references(() => orderLines.id),
    reason: text().$type<ReturnReason>().notNull(),
    wish: text().$type<ReturnWish>().notNull(),
    /** What the shopper wrote about it. */
    note: text(),
    asked: integer().notNull(),
    approved: integer().notNull().default(0),
    extra: integer().notNull().default(0),
    received: integer().notNull().default(0),
    waiting: integer().notNull().default(0),
    restocked: integer().notNull().default(0),
    repaired: integer().notNull().default(0),
    scrapped: integer().notNull().default(0),
    sentBack: integer().notNull().default(0),
    refunded: integer().notNull().default(0),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.returnId, table.orderLineId] }),
    index('return_lines_line_idx').on(table.orderLineId),
    index('return_lines_return_idx').on(table.returnId),
    check(
      'return_lines_reason',
      sql`reason in ('damaged', 'wrong_item', 'not_as_described', 'changed_mind', 'other')`,
    ),
    check('return_lines_wish', sql`wish in ('refund', 'credit')`),
    check('return_lines_approved_within_asked', sql`0 <= approved and approved <= asked`),
    check('return_lines_extra', sql`extra >= 0 and asked + extra > 0`),
    check('return_lines_received_within_approved', sql`0 <= received and received <= approved + extra`),
    check(
      'return_lines_all_received_stand_somewhere',
      sql`received = waiting + restocked + repaired + scrapped + sent_back`,
    ),
    check(
      'return_lines_no_part_below_nought',
      sql`least(waiting, restocked, repaired, scrapped, sent_back, refunded) >= 0`,
    ),
    check('return_lines_refunded_came_back', sql`refunded <= restocked + repaired + scrapped`),
    check('return_lines_note_length', atMost('note', 'returnNote')),
  ],
)

export const returnEventTypes = [
  'asked',
  'approved',
  'refused',
  'cancelled',
  'wish_changed',
  'received',
  'inspected',
  'refunded',
  'not_refunded',
  'expired',
  'closed',
  'settled',
] as const
export type ReturnEventType = (typeof returnEventTypes)[number]
/** `wish`: what is given for it, where that is credit or was changed. */
export type EventLine = {
  lineId: string
  quantity: number
  outcome?: Outcome
  note?: string
  wish?: ReturnWish
}

/** Each thing that happened to a return, with the person who did it. A receipt or an inspection is applied once, by its id. */
export const returnEvents = pgTable(
  'return_events',
  {
    id: id(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    returnId: uuid()
      .notNull()
      .references(() => returns.id),
    seq: integer().notNull(),
    type: text().$type<ReturnEventType>().notNull(),
    lines: jsonb().$type<EventLine[]>().notNull().default([]),
    warehouseId: uuid(),
    /** In the words of the person who did it. */
    reason: text(),
    inputHash: text(),
    at: time().notNull(),
    actor: text().notNull(),
  },
  table => [
    index('return_events_return_idx').on(table.returnId, table.seq),
    check(
      'return_events_type',
      sql`type in ('asked', 'approved', 'refused', 'cancelled', 'wish_changed', 'received', 'inspected', 'refunded', 'not_refunded', 'expired', 'closed', 'settled')`,
    ),
  ],
)

export const payBackStates = ['owed', 'asked', 'stuck', 'given_up'] as const
export type PayBackState = (typeof payBackStates)[number]

/** The money or the credit that an inspection owes to the shopper. `asked`: the orders' refund of this id has it. `stuck`: the refund was refused. */
export const returnRefunds = pgTable(
  'return_refunds',
  {
    /** The inspection that found the goods. What it owes by each means is a row of its own. */
    inspectionId: uuid().notNull(),
    wish: text().$type<ReturnWish>().notNull().default('refund'),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    returnId: uuid()
      .notNull()
      .references(() => returns.id),
    /** Follows from the inspection. The refund itself is the orders'. */
    refundId: uuid().notNull(),
    lines: jsonb().$type<{ lineId: string; quantity: number }[]>().notNull(),
    /** The last units of the order came back, so the delivery is paid back too. */
    shipping: boolean().notNull(),
    state: text().$type<PayBackState>().notNull(),
    /** Why the refund was refused, in a sentence. */
    problem: text(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.inspectionId, table.wish] }),
    index('return_refunds_return_idx').on(table.returnId),
    index('return_refunds_stuck_idx').on(table.returnId).where(sql`state = 'stuck'`),
    check('return_refunds_state', sql`state in ('owed', 'asked', 'stuck', 'given_up')`),
    check('return_refunds_wish', sql`wish in ('refund', 'credit')`),
    check('return_refunds_stuck_because', sql`state <> 'stuck' or problem is not null`),
  ],
)
