import { sql } from 'drizzle-orm'
import {
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  pgView,
  primaryKey,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import type { PromiseState, ReasonPart } from './promise.ts'

/**
 * What was promised of each parcel, and what became of it. Orders are above this slice, so the order has no foreign key; a key to the warehouse would
 * make each parcel lock its warehouse's row.
 */
export const parcelPromises = pgTable(
  'parcel_promises',
  {
    orderId: uuid().notNull(),
    parcelId: uuid().notNull(),
    /** Null: its goods lie in several. */
    warehouseId: uuid(),
    shippingMethod: text().notNull(),
    country: text().notNull(),
    /** Null until it has left, and afterwards when nobody said who carries it. */
    carrier: text(),
    /** The last day that was promised first. The promise is kept if the parcel arrives by then. */
    firstBy: date().notNull(),
    /** The days that are promised now: those of the newest row in `promise_days`, whose number is `day_number`. */
    earliest: date().notNull(),
    promisedBy: date().notNull(),
    dayNumber: smallint().notNull().default(1),
    /** How often the shopper was told of a later day. */
    delays: smallint().notNull().default(0),
    state: text().$type<PromiseState>().notNull().default('open'),
    leftAt: time(),
    endedAt: time(),
    /** When it is looked at next. Null: it has ended, or a person has to find it. */
    lookAt: time(),
    /** Since then it is late, and no further day is promised: a person has to find it. */
    lostSince: time(),
    madeAt: writtenAt(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.parcelId] }),
    index('parcel_promises_parcel_idx').on(table.parcelId),
    index('parcel_promises_look_idx').on(table.lookAt).where(sql`look_at is not null`),
    index('parcel_promises_late_idx')
      .on(table.promisedBy, table.parcelId)
      .where(sql`state = 'open' and promised_by > first_by`),
    index('parcel_promises_ended_idx').on(table.endedAt).where(sql`state in ('kept', 'broken')`),
    check('parcel_promises_state', sql`state in ('open', 'kept', 'broken', 'void')`),
    check('parcel_promises_days', sql`earliest <= promised_by and first_by <= promised_by`),
    check('parcel_promises_delays', sql`0 <= delays and delays <= 3`),
    check('parcel_promises_ended', sql`(state = 'open') = (ended_at is null)`),
    check('parcel_promises_looked_at', sql`(look_at is not null) = (state = 'open' and lost_since is null)`),
  ],
)

/** Each promise that was made of a parcel, with its reason. Nothing is taken back here: a later day is a further row. */
export const promiseDays = pgTable(
  'promise_days',
  {
    orderId: uuid().notNull(),
    parcelId: uuid().notNull(),
    number: smallint().notNull(),
    earliest: date().notNull(),
    promisedBy: date().notNull(),
    reason: jsonb().$type<ReasonPart[]>().notNull(),
    madeAt: time().notNull(),
  },
  table => [
    primaryKey({ columns: [table.orderId, table.parcelId, table.number] }),
    foreignKey({
      name: 'promise_days_parcel',
      columns: [table.orderId, table.parcelId],
      foreignColumns: [parcelPromises.orderId, parcelPromises.parcelId],
    }),
    check('promise_days_number', sql`number > 0`),
  ],
)

/** Published: the orders of which something is promised. */
export const promisedOrders = pgView('promised_orders', { orderId: uuid('order_id').notNull() }).existing()
