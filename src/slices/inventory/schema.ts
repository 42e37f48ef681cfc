import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { id, time, writtenAt } from '#platform/db/columns.ts'
import { variants } from '#slices/catalog/schema.ts'
import type { WarehouseFloor, WarehouseLabels, WarehouseState } from './warehouses/warehouse-input.ts'

export const warehouses = pgTable(
  'warehouses',
  {
    id: id(),
    code: text().notNull().unique(),
    name: text().notNull(),
    /** Orders take stock from the lowest number first. */
    priority: integer().notNull().default(0),
    /** Orders take stock only from those that are open. */
    state: text().$type<WarehouseState>().notNull().default('open'),
    /** `outside`: another company packs there, and the shop tells it of each parcel. `own`: our people do. */
    floor: text().$type<WarehouseFloor>().notNull().default('outside'),
    /** Minutes after midnight by its own clock: what is ordered before then leaves on the same day. */
    cutOffMinute: smallint().notNull().default(960),
    /** The zone of that clock. Null: the shop's own. */
    timeZone: text(),
    /** The days of the week on which parcels leave, 0 being Sunday. */
    workingDays: smallint().array().notNull().default([1, 2, 3, 4, 5]),
    /** `typed`: people type carrier and number. `bought`: the shop buys a label for each parcel that our people pack. */
    labels: text().$type<WarehouseLabels>().notNull().default('typed'),
  },
  () => [
    check('warehouses_cut_off', sql`cut_off_minute between 0 and 1439`),
    check(
      'warehouses_working_days',
      sql`cardinality(working_days) between 1 and 7 and working_days <@ '{0,1,2,3,4,5,6}'`,
    ),
    check('warehouses_state', sql`state in ('open', 'paused', 'closed')`),
    check('warehouses_floor', sql`floor in ('outside', 'own')`),
    check('warehouses_labels', sql`labels in ('typed', 'bought')`),
  ],
)

/** A column that names a warehouse. */
export const ofWarehouse = () =>
  uuid()
    .notNull()
    .references(() => warehouses.id)

/** Further days on which nothing leaves a warehouse. Public holidays are known without them. */
export const closedDays = pgTable(
  'closed_days',
  { warehouseId: ofWarehouse(), day: date().notNull() },
  table => [primaryKey({ columns: [table.warehouseId, table.day] })],
)

/** The stock of each variant in each warehouse. `on_hand` units are on the shelf; `reserved` of them are promised to orders not yet shipped. */
export const stockLevels = pgTable(
  'stock_levels',
  {
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    /** The bucket's number; 0 until a variant is split for a flash sale. */
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

export const reservationStates = ['held', 'consumed', 'released'] as const
export type ReservationState = (typeof reservationStates)[number]

/**
 * The order line to which each reserved unit is promised. The orders slice is above inventory, so the line has no foreign key. The
 * variant and the warehouse come from `stock_levels`, which has their foreign keys: a second check here would make every
 * order lock its warehouse's single row.
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
    // What was promised at a moment of the past. Placing writes held rows, which are not in it.
    index('reservations_past_idx').on(table.variantId, table.updatedAt).where(sql`state <> 'held'`),
    index('reservations_begun_idx').on(table.variantId, table.createdAt).where(sql`state <> 'held'`),
    check('reservations_quantity', sql`quantity > 0`),
    check('reservations_state', sql`state in ('held', 'consumed', 'released')`),
  ],
)

/**
 * Units of a called-off parcel that lie in totes and boxes and not in their bins. They are promised to nobody and not for sale: `stock_levels.reserved` counts them
 * until somebody scans that they are put back. A row of which a part is put back is two from then on, of the same moment.
 */
export const putBackHolds = pgTable(
  'put_back_holds',
  {
    id: uuid().primaryKey().defaultRandom(),
    orderId: uuid().notNull(),
    variantId: uuid().notNull(),
    warehouseId: uuid().notNull(),
    bucket: smallint().notNull().default(0),
    units: integer().notNull(),
    since: writtenAt(),
    /** Null while they are not put back. */
    until: time(),
  },
  table => [
    index('put_back_holds_open_idx').on(table.orderId).where(sql`until is null`),
    index('put_back_holds_past_idx').on(table.variantId, table.warehouseId),
    index('put_back_holds_begun_idx').on(table.variantId, table.since),
    index('put_back_holds_ended_idx').on(table.variantId, table.until).where(sql`until is not null`),
    check('put_back_holds_units', sql`units > 0`),
    check('put_back_holds_span', sql`since <= until`),
  ],
)

/**
 * The sale of a variant that everybody wants from one moment on. From `starts_at` to `ends_at` its stock is split into `buckets` buckets; before,
 * nobody can buy it. `admit_per_minute` is the number of waiting buyers let in; null means that there is no line.
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
    /** The time that a buyer has from their turn to their order. */
    turnSeconds: integer().notNull().default(600),
    /** The number of units that one turn buys. */
    unitsPerTurn: smallint().notNull().default(4),
    /** The count of numbers handed out, in order of arrival. */
    ticketsGiven: integer().notNull().default(0),
    plannedBy: text().notNull(),
    createdAt: writtenAt(),
    splitAt: time(),
    /** The time at which the launch was over or called off and its stock was back in one bucket. */
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
 * The places in the line of a launch. A place belongs to its visitor, or without a session to a (signed) network address, and
 * buys once: `spent_by` is that order. A turn that passed unused is closed.
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

/** The progress of a launch's line: every number up to `served_to` has its turn since `at` at the latest. */
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
 * A shopper's request for a mail when a variant can be bought again. The shop writes once, and only to an address that was confirmed by a
 * link in a mail; then the row is done. A later request makes another row.
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
    // Open alerts, by variant and in the order in which they were asked for.
    index('stock_alerts_waiting_idx')
      .on(table.variantId, table.confirmedAt)
      .where(sql`confirmed_at is not null and told_at is null`),
    index('stock_alerts_asked_idx').on(table.askedAt),
    check('stock_alerts_told_if_confirmed', sql`told_at is null or confirmed_at is not null`),
    check('stock_alerts_email', sql`length(email) between 3 and 254`),
  ],
)

/** Published, for the catalogue below too: the units of each variant that can be bought, over all open warehouses and all buckets. A variant without a shelf has no row. */
export const sellableStock = pgView('sellable_stock', {
  variantId: uuid('variant_id').notNull(),
  units: bigint('units', { mode: 'number' }).notNull(),
}).existing()

/** Published: the variants with a launch that is planned or on. */
export const launchedVariants = pgView('launched_variants', {
  variantId: uuid('variant_id').notNull(),
}).existing()

/** Published: the units of each variant on the shelf of each warehouse, over all buckets. */
export const shelfStock = pgView('shelf_stock', {
  variantId: uuid('variant_id').notNull(),
  warehouseId: uuid('warehouse_id').notNull(),
  units: integer().notNull(),
}).existing()
