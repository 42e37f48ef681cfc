import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#platform/db/columns.ts'
import { orders } from '#slices/orders/schema.ts'

/** The orders handed to the warehouse, with its last news and the time at which the shop asks about them. */
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
