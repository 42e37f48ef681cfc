import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  index,
  integer,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import { variants } from '#slices/catalog/schema.ts'
import { warehouses } from '../schema.ts'

/**
 * Where a unit can be. `shelf`, `returns` (came back, not looked at), `repair` and `quarantine` (arrived damaged) are inside a warehouse, and
 * only the shelf is on sale. `split` is between two buckets of one shelf, and empty after each move.
 */
export const ledgerPlaces = [
  'supplier',
  'shelf',
  'customer',
  'returns',
  'repair',
  'quarantine',
  'scrap',
  'lost',
  'split',
] as const
export type LedgerPlace = (typeof ledgerPlaces)[number]

/** Inside a warehouse, and not on sale. */
export const asidePlaces = ['returns', 'repair', 'quarantine'] as const satisfies readonly LedgerPlace[]
export type AsidePlace = (typeof asidePlaces)[number]

/**
 * `returned`: staff put units that they gave money back for onto the shelf, or, with a cause, those of a case about a parcel that could not be delivered. `adjusted`: corrected to a count. `moved`: from one bucket to
 * another. `came_back`: with a return. `inspected`: what became of it. `sorted`: what became of what was repaired or arrived damaged.
 * `lost_on_way`: a carrier lost it, and its customer was paid or gets other units.
 */
export const movementReasons = [
  'received',
  'shipped',
  'returned',
  'adjusted',
  'moved',
  'came_back',
  'inspected',
  'sorted',
  'lost_on_way',
] as const
export type MovementReason = (typeof movementReasons)[number]

/**
 * The ledger: each row takes units from one place to another. It is append-only. `quantity` is what the shelf of the row's warehouse and bucket gained, so its
 * sum is `on_hand`. Rows from before there were places have none; the view `stock_ledger` says theirs by their reason.
 */
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
    units: integer(),
    fromPlace: text().$type<LedgerPlace>(),
    toPlace: text().$type<LedgerPlace>(),
    reason: text().$type<MovementReason>().notNull(),
    orderLineId: uuid(),
    /** The refund for which the units came back. Refunds belong to another slice, so there is no foreign key. */
    refundId: uuid(),
    /** The receipt, count, inspection or case that moved the units. */
    causeId: uuid(),
    /** The reason for a correction, in the words of the person who counted. */
    note: text(),
    actor: text().notNull(),
    at: writtenAt(),
  },
  table => [
    index('stock_movements_level_idx').on(table.variantId, table.warehouseId, table.bucket),
    index('stock_movements_past_idx').on(table.variantId, table.at),
    index('stock_movements_line_idx').on(table.orderLineId).where(sql`order_line_id is not null`),
    uniqueIndex('stock_movements_returned_once_idx')
      .on(table.refundId, table.orderLineId, table.warehouseId, table.bucket)
      .where(sql`refund_id is not null`),
    check(
      'stock_movements_shipped',
      sql`reason <> 'shipped' or (quantity < 0 and order_line_id is not null)`,
    ),
    check(
      'stock_movements_returned',
      sql`reason <> 'returned' or (quantity > 0 and order_line_id is not null)`,
    ),
    check(
      'stock_movements_of_a_line',
      sql`reason not in ('came_back', 'inspected', 'lost_on_way') or order_line_id is not null`,
    ),
    check(
      'stock_movements_units',
      sql`case when units is null then quantity <> 0 and from_place is null and to_place is null
        else units > 0 and quantity = units * ((to_place = 'shelf')::int - (from_place = 'shelf')::int) end`,
    ),
    check(
      'stock_movements_pair',
      sql`case when units is null then reason in ('received', 'shipped', 'returned', 'adjusted', 'moved') else coalesce(
        (reason, from_place, to_place) in (
          ('received', 'supplier', 'shelf'), ('received', 'supplier', 'quarantine'), ('shipped', 'shelf', 'customer'),
          ('returned', 'customer', 'shelf'), ('adjusted', 'lost', 'shelf'), ('adjusted', 'shelf', 'lost'),
          ('moved', 'shelf', 'split'), ('moved', 'split', 'shelf'), ('came_back', 'customer', 'returns'),
          ('inspected', 'returns', 'shelf'), ('inspected', 'returns', 'repair'), ('inspected', 'returns', 'scrap'),
          ('inspected', 'returns', 'customer'), ('sorted', 'repair', 'shelf'), ('sorted', 'repair', 'scrap'),
          ('sorted', 'quarantine', 'shelf'), ('sorted', 'quarantine', 'scrap'), ('sorted', 'quarantine', 'supplier'),
          ('lost_on_way', 'customer', 'lost')), false) end`,
    ),
  ],
)

/** The ledger with both sides of every row, also of those from before there were places. */
export const stockLedger = pgView('stock_ledger', {
  id: bigint({ mode: 'number' }).notNull(),
  at: time().notNull(),
  variantId: uuid('variant_id').notNull(),
  warehouseId: uuid('warehouse_id').notNull(),
  units: integer().notNull(),
  fromPlace: text('from_place').$type<LedgerPlace>().notNull(),
  toPlace: text('to_place').$type<LedgerPlace>().notNull(),
  reason: text().$type<MovementReason>().notNull(),
  orderLineId: uuid('order_line_id'),
  causeId: uuid('cause_id'),
  note: text(),
  actor: text().notNull(),
}).existing()

/** Units inside a warehouse that are not on sale: what came back and was not looked at, what is repaired, what arrived damaged. */
export const stockAside = pgTable(
  'stock_aside',
  {
    variantId: uuid()
      .notNull()
      .references(() => variants.id),
    warehouseId: uuid()
      .notNull()
      .references(() => warehouses.id),
    place: text().$type<AsidePlace>().notNull(),
    units: integer().notNull(),
  },
  table => [
    primaryKey({ columns: [table.variantId, table.warehouseId, table.place] }),
    check('stock_aside_units', sql`units >= 0`),
    check('stock_aside_place', sql`place in ('returns', 'repair', 'quarantine')`),
  ],
)

/**
 * What lay on the shelves of a busy variant at a moment of the past, so that only what happened after it has to be added up. All rows of a variant with one
 * `at` are one checkpoint; a warehouse without a row in it never had anything. It is a copy: whatever is written with an earlier time deletes it
 * (`forget_checkpoints` in the database), and it is made again.
 */
export const stockCheckpoints = pgTable(
  'stock_checkpoints',
  {
    variantId: uuid().notNull(),
    at: time().notNull(),
    warehouseId: uuid().notNull(),
    onHand: integer().notNull(),
    reserved: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.variantId, table.at, table.warehouseId] })],
)

/**
 * Published: the units of each order line that came back with a return and were not sent to the customer again, and how many of them were
 * inspected and kept. A line without any has no row.
 */
export const unitsBack = pgView('units_back', {
  orderLineId: uuid('order_line_id').notNull(),
  units: bigint({ mode: 'number' }).notNull(),
  kept: bigint({ mode: 'number' }).notNull(),
}).existing()
