import { sql } from 'drizzle-orm'
import {
  check,
  date,
  index,
  integer,
  pgTable,
  pgView,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import { variants } from '#slices/catalog/schema.ts'

/**
 * The variants that are sold beyond their stock, each until a day and up to so many units. A row stays when its offer ends, because units may still wait
 * under it.
 */
export const backOrderOffers = pgTable(
  'back_order_offers',
  {
    variantId: uuid()
      .primaryKey()
      .references(() => variants.id),
    /** The day on which the stock is expected. The offer sells until that day is over. */
    expectedOn: date().notNull(),
    /** The most units that may wait at once. */
    most: integer().notNull(),
    /** The units that wait now. */
    waiting: integer().notNull().default(0),
    setBy: text().notNull(),
    setAt: writtenAt(),
    /** Null: it sells. */
    endedAt: time(),
  },
  () => [
    check('back_order_offers_most', sql`most between 1 and 10000`),
    check('back_order_offers_waiting', sql`0 <= waiting and waiting <= most`),
  ],
)

/**
 * The units of order lines that wait for stock, first come first served. They are never among the reservations before they are on a shelf. The orders slice is
 * above inventory, so the line has no foreign key.
 */
export const waitingLines = pgTable(
  'waiting_lines',
  {
    id: uuid().notNull(),
    orderId: uuid().notNull(),
    orderLineId: uuid().notNull(),
    variantId: uuid()
      .notNull()
      .references(() => backOrderOffers.variantId),
    /** The units that waited at first. */
    quantity: integer().notNull(),
    /** Of these, the units that still wait. The others have come, or were cancelled. */
    waiting: integer().notNull(),
    /** The units that have come and that are in no parcel yet. */
    unplanned: integer().notNull().default(0),
    /** The day that the shopper was told last. */
    toldOn: date().notNull(),
    /** The place in the line. It is taken under the lock of the offer's row, so it is later than that of everybody before. */
    since: timestamp({ withTimezone: true, mode: 'date' }).notNull().default(sql`clock_timestamp()`),
    updatedAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.variantId, table.id] }),
    index('waiting_lines_order_idx').on(table.orderId),
    index('waiting_lines_next_idx').on(table.variantId, table.since, table.id).where(sql`waiting > 0`),
    index('waiting_lines_come_idx').on(table.since).where(sql`unplanned > 0`),
    check(
      'waiting_lines_units',
      sql`0 < quantity and 0 <= waiting and 0 <= unplanned and waiting + unplanned <= quantity`,
    ),
  ],
)

/** Published: the variants that can be bought beyond their stock today, until when, and how many units more. */
export const backOrders = pgView('back_orders', {
  variantId: uuid('variant_id').notNull(),
  expectedOn: date('expected_on').notNull(),
  room: integer().notNull(),
}).existing()

/** Published, for the slice of orders: the units of each variant that an order waits for. */
export const waitingUnits = pgView('waiting_units', {
  orderId: uuid('order_id').notNull(),
  variantId: uuid('variant_id').notNull(),
  units: integer().notNull(),
}).existing()

/** Published: the units that have come for an order and that are in no parcel yet, by order. */
export const comeUnits = pgView('come_units', {
  orderId: uuid('order_id').notNull(),
  units: integer().notNull(),
  since: time().notNull(),
}).existing()
