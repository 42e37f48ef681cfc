import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, time, writtenAt } from '#platform/db/columns.ts'
import { variants } from '#slices/catalog/schema.ts'

export const warehouses = pgTable('warehouses', {
  id: id(),
  code: text().notNull().unique(),
  name: text().notNull(),
  /** Stock is taken from the lowest first. */
  priority: integer().notNull().default(0),
})

/** What is where. `on_hand` stands on the shelf; `reserved` of it is promised to orders not yet shipped. */
export const stockLevels = pgTable(
  'stock_levels',
  {
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    /** 0 until a variant is split for a flash sale. */
    bucket: smallint().notNull().default(0),
    onHand: integer().notNull(),
    reserved: integer().notNull().default(0),
  },
  table => [
    primaryKey({ columns: [table.variantId, table.warehouseId, table.bucket] }),
    check('stock_levels_never_oversold', sql`0 <= reserved AND reserved <= on_hand`),
    index('stock_levels_split_idx').on(table.variantId).where(sql`bucket > 0`),
    check('stock_levels_bucket', sql`0 <= bucket AND bucket < 64`),
  ],
)

/** `adjusted`: counted, and the count was right; `moved`: from one bucket to another, which adds up to nothing. */
export const movementReasons = ['received', 'shipped', 'returned', 'adjusted', 'moved'] as const
export type MovementReason = (typeof movementReasons)[number]

/** The ledger of the shelf: append-only, its sum is `on_hand`. */
export const stockMovements = pgTable(
  'stock_movements',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    bucket: smallint().notNull().default(0),
    quantity: integer().notNull(),
    reason: text().$type<MovementReason>().notNull(),
    orderLineId: uuid(),
    /** Because of which refund units came back. Refunds are another slice's, so without a foreign key. */
    refundId: uuid(),
    /** Why a count was corrected, in the words of whoever counted. */
    note: text(),
    actor: text().notNull(),
    at: writtenAt(),
  },
  table => [
    index('stock_movements_level_idx').on(table.variantId, table.warehouseId, table.bucket),
    index('stock_movements_line_idx').on(table.orderLineId).where(sql`order_line_id is not null`),
    uniqueIndex('stock_movements_returned_once_idx')
      .on(table.refundId, table.orderLineId, table.warehouseId, table.bucket)
      .where(sql`refund_id is not null`),
    check('stock_movements_quantity', sql`quantity <> 0`),
    check('stock_movements_reason', sql`reason in ('received', 'shipped', 'returned', 'adjusted', 'moved')`),
    check(
      'stock_movements_shipped',
      sql`reason <> 'shipped' or (quantity < 0 and order_line_id is not null)`,
    ),
    check(
      'stock_movements_returned',
      sql`reason <> 'returned' or (quantity > 0 and order_line_id is not null)`,
    ),
  ],
)

export const reservationStates = ['held', 'consumed', 'released'] as const
export type ReservationState = (typeof reservationStates)[number]

/**
 * Whose promise each reserved unit is. Orders stand above inventory, so the line is named without a foreign key; and so are
 * the variant and the warehouse, which come from `stock_levels` and have theirs there: checking them anew would make every
 * order lock the one row of its warehouse.
 */
export const reservations = pgTable(
  'reservations',
  {
    id: id(),
    orderId: uuid().notNull(),
    orderLineId: uuid().notNull(),
    variantId: uuid().notNull(),
    warehouseId: uuid().notNull(),
    bucket: smallint().notNull().default(0),
    quantity: integer().notNull(),
    state: text().$type<ReservationState>().notNull().default('held'),
    createdAt: writtenAt(),
    updatedAt: writtenAt(),
  },
  table => [
    index('reservations_order_idx').on(table.orderId),
    index('reservations_held_idx')
      .on(table.variantId, table.warehouseId, table.bucket)
      .where(sql`state = 'held'`),
    check('reservations_quantity', sql`quantity > 0`),
    check('reservations_state', sql`state in ('held', 'consumed', 'released')`),
  ],
)

/**
 * A variant that everybody wants from a moment on. From `starts_at` to `ends_at` its stock lies in `buckets` buckets; before,
 * it cannot be bought. `admit_per_minute`: how many of those who wait in line are let in; null: no line stands before it.
 */
export const launches = pgTable(
  'launches',
  {
    id: id(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    startsAt: time().notNull(),
    endsAt: time().notNull(),
    buckets: smallint().notNull(),
    admitPerMinute: integer(),
    /** How long somebody who is let in may take to buy. */
    turnSeconds: integer().notNull().default(600),
    /** How many units one turn buys. */
    unitsPerTurn: smallint().notNull().default(4),
    /** Numbers handed out to those who came, in order of arrival. */
    ticketsGiven: integer().notNull().default(0),
    plannedBy: text().notNull(),
    createdAt: writtenAt(),
    splitAt: time(),
    /** Over, or called off, and its stock back in one bucket. */
    closedAt: time(),
  },
  table => [
    uniqueIndex('launches_one_open_idx').on(table.variantId).where(sql`closed_at is null`),
    check('launches_span', sql`starts_at < ends_at`),
    check('launches_buckets', sql`buckets between 1 and 64`),
    check('launches_line', sql`admit_per_minute > 0 and turn_seconds > 0 and tickets_given >= 0`),
    check('launches_units_per_turn', sql`units_per_turn > 0`),
  ],
)

/**
 * The places in the line of a launch. A place belongs to its visitor, or without a session to an address network (signed), and
 * buys once: `spent_by` is the order. A turn that passed unused is closed.
 */
export const lineTickets = pgTable(
  'line_tickets',
  {
    launchId: uuid()
      .notNull()
      .references(() => launches.id),
    number: integer().notNull(),
    visitorId: uuid(),
    network: text().notNull(),
    takenAt: writtenAt(),
    spentBy: uuid(),
    closedAt: time(),
  },
  table => [
    primaryKey({ columns: [table.launchId, table.number] }),
    uniqueIndex('line_tickets_one_open_idx')
      .on(table.launchId, table.visitorId)
      .where(sql`spent_by is null and closed_at is null`),
    index('line_tickets_network_idx')
      .on(table.launchId, table.network)
      .where(sql`spent_by is null and closed_at is null`),
    index('line_tickets_spent_idx').on(table.spentBy).where(sql`spent_by is not null`),
    index('line_tickets_visitor_idx').on(table.visitorId).where(sql`visitor_id is not null`),
  ],
)

/** How far the line of a launch had come by when: whoever holds a number up to `served_to` has had their turn since `at`. */
export const lineSteps = pgTable(
  'line_steps',
  {
    launchId: uuid()
      .notNull()
      .references(() => launches.id),
    servedTo: integer().notNull(),
    at: time().notNull(),
  },
  table => [primaryKey({ columns: [table.launchId, table.servedTo] })],
)

/**
 * Somebody wants a letter when a variant can be bought again. It is written only to an address that was confirmed by a
 * link in a mail, and once; then the row has served. Asking again afterwards is another row.
 */
export const stockAlerts = pgTable(
  'stock_alerts',
  {
    id: id(),
    variantId: uuid()
      .notNull()
      .references(() => variants.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    askedAt: writtenAt(),
    confirmedAt: time(),
    toldAt: time(),
  },
  table => [
    unique('stock_alerts_once').on(table.variantId, table.email),
    // Those that wait, of a variant in the order in which they asked.
    index('stock_alerts_waiting_idx')
      .on(table.variantId, table.confirmedAt)
      .where(sql`confirmed_at is not null and told_at is null`),
    index('stock_alerts_asked_idx').on(table.askedAt),
    check('stock_alerts_told_if_confirmed', sql`told_at is null or confirmed_at is not null`),
    check('stock_alerts_email', sql`length(email) between 3 and 254`),
  ],
)
