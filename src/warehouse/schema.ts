import { index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { time, writtenAt } from '#db/columns.ts'
import { orders } from '#orders/schema.ts'

/** What the warehouse was handed and what it said last. */
export const dispatches = pgTable('dispatches', {
  orderId: uuid()
    .primaryKey()
    .references(() => orders.id),
  state: text().notNull(),
  carrier: text(),
  trackingNumber: text(),
  dispatchedAt: writtenAt(),
  updatedAt: writtenAt(),
})

/** Every call-back of the warehouse, once. */
export const warehouseCallbacks = pgTable(
  'warehouse_callbacks',
  {
    /** The `webhook-id` header. */
    id: text().primaryKey(),
    type: text().notNull(),
    orderId: uuid().notNull(),
    payload: jsonb().notNull(),
    receivedAt: writtenAt(),
    processedAt: time(),
  },
  table => [index('warehouse_callbacks_received_idx').using('brin', table.receivedAt)],
)
