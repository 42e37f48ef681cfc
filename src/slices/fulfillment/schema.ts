import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, pgView, text, uuid } from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import type { WarehouseFloor } from '#slices/inventory/warehouses/warehouse-input.ts'
import type { ExceptionKind } from '#slices/orders/delivery/exceptions.ts'
import { orders } from '#slices/orders/schema.ts'

/** The parcels handed to a warehouse, with its last news and the time at which the shop asks about them. */
export const parcels = pgTable(
  'parcels',
  {
    /** The order's own id when the order is sent in one parcel (orders/delivery/parcels.ts). */
    id: uuid().primaryKey(),
    orderId: uuid()
      .notNull()
      .references(() => orders.id),
    /** Null: the goods of a parcel that was told whole lie in several. A key here would make each parcel lock its warehouse's row. */
    warehouseId: uuid(),
    /** The floor that packs it, noted before the first call about it. Null: it was handed over before there was a floor of our own. */
    floor: text().$type<WarehouseFloor>(),
    state: text().notNull(),
    carrier: text(),
    trackingNumber: text(),
    /** What has happened to it after it had left. Null: nothing that is not as it should be. */
    exception: text().$type<ExceptionKind>(),
    /** The time of the warehouse's message about carrier and tracking number. An older message that arrives later changes nothing. */
    factsAt: time(),
    /** The order's version whose address the warehouse last said that it has. Null: it has said nothing yet. */
    toldVersion: integer(),
    dispatchedAt: writtenAt(),
    updatedAt: writtenAt(),
    /** Null when nothing more will happen to the parcel here. */
    askAt: time(),
    /** The number of times that the shop asked without news since the last news. */
    asks: integer().notNull().default(0),
    /** The time since which the warehouse says that it has no such parcel. */
    missingSince: time(),
  },
  table => [
    index('parcels_order_idx').on(table.orderId),
    index('parcels_newest_idx').on(table.dispatchedAt.desc(), table.id.desc()),
    index('parcels_of_warehouse_idx').on(table.warehouseId, table.dispatchedAt.desc(), table.id.desc()),
    index('parcels_tracking_idx').on(sql`lower(tracking_number)`).where(sql`tracking_number is not null`),
    index('parcels_ask_idx').on(table.askAt).where(sql`ask_at is not null`),
    index('parcels_missing_idx').on(table.missingSince).where(sql`missing_since is not null`),
    check('parcels_exception', sql`exception in ('lost', 'damaged', 'undeliverable')`),
  ],
)

/** Published, for the search of orders: each parcel's tracking number, in small letters, with its order. */
export const parcelNumbers = pgView('parcel_numbers', {
  word: text('word').notNull(),
  orderId: uuid('order_id').notNull(),
}).existing()

/** What a version of the shop without parcels noted of its orders (adopt-dispatches.ts). The next release drops it. */
export const dispatches = pgTable(
  'dispatches',
  {
    orderId: uuid()
      .primaryKey()
      .references(() => orders.id),
    state: text().notNull(),
    carrier: text(),
    trackingNumber: text(),
    /** The time of the warehouse's message about carrier and tracking number. An older message that arrives later changes nothing. */
    factsAt: time(),
    dispatchedAt: writtenAt(),
    updatedAt: writtenAt(),
    /** Null when nothing more will happen to the order here. */
    askAt: time(),
    /** The number of times that the shop asked without news since the last news. */
    asks: integer().notNull().default(0),
    /** The time since which the warehouse says that it has no such order. */
    missingSince: time(),
  },
  table => [
    index('dispatches_ask_idx').on(table.askAt).where(sql`ask_at is not null`),
    index('dispatches_missing_idx').on(table.missingSince).where(sql`missing_since is not null`),
  ],
)

/** Every call-back of the warehouse, once. A refused one keeps its body and the reason until it is replayed. */
export const warehouseCallbacks = pgTable(
  'warehouse_callbacks',
  {
    /** The `webhook-id` header. */
    id: text().primaryKey(),
    type: text().notNull(),
    /** Null when the call-back could not be read. */
    orderId: uuid(),
    /** Null when it could not be read; `body` then holds it. */
    payload: jsonb(),
    /** The body of a refused call-back, as it came. */
    body: text(),
    /** The reason for the refusal, for staff. */
    refusal: text(),
    receivedAt: writtenAt(),
    processedAt: time(),
  },
  table => [
    index('warehouse_callbacks_received_idx').using('brin', table.receivedAt),
    index('warehouse_callbacks_refused_idx').on(table.receivedAt).where(sql`refusal is not null`),
    check('warehouse_callbacks_refused_is_kept', sql`refusal is null or body is not null`),
  ],
)
