import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import { orders } from '#slices/orders/schema.ts'

/** What the warehouse was handed, what it said last, and when it is asked if it says nothing. */
export const dispatches = pgTable(
  'dispatches',
  {
    orderId: uuid()
      .primaryKey()
      .references(() => orders.id),
    state: text().notNull(),
    carrier: text(),
    trackingNumber: text(),
    /** When the warehouse knew of carrier and tracking number: what it said earlier and comes later corrects nothing. */
    factsAt: time(),
    dispatchedAt: writtenAt(),
    updatedAt: writtenAt(),
    /** Null: nothing more will happen to it. */
    askAt: time(),
    /** How often it was asked in vain since its last news. */
    asks: integer().notNull().default(0),
    /** Since when the warehouse says that it has no such order. */
    missingSince: time(),
  },
  table => [
    index('dispatches_ask_idx').on(table.askAt).where(sql`ask_at is not null`),
    index('dispatches_missing_idx').on(table.missingSince).where(sql`missing_since is not null`),
  ],
)

/** Every call-back of the warehouse, once; a refused one with what it said and why, until it is replayed. */
export const warehouseCallbacks = pgTable(
  'warehouse_callbacks',
  {
    /** The `webhook-id` header. */
    id: text().primaryKey(),
    type: text().notNull(),
    /** Null: it could not be read. */
    orderId: uuid(),
    /** Null: it could not be read, and stands in `body`. */
    payload: jsonb(),
    /** As it came, of a refused one. */
    body: text(),
    /** Why it was refused, for staff. */
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
