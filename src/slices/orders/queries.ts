import { asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Order } from './order.ts'
import { orderEvents, orderLines, orders } from './schema.ts'

export type OrderLine = typeof orderLines.$inferSelect
export type RecordedEvent = typeof orderEvents.$inferSelect

const { search: _, ...columns } = getTableColumns(orders)
/** Every column except the one that only searches read. */
export const orderColumns = columns

const orderById = preparedQuery(db =>
  db
    .select(orderColumns)
    .from(orders)
    .where(eq(orders.id, sql.placeholder('id')))
    .prepare('order_by_id'),
)

export async function readOrder(db: DbOrTx, orderId: string): Promise<Order | null> {
  const [order] = await orderById(db).execute({ id: orderId })
  return order ?? null
}

export async function requireOrder(db: DbOrTx, orderId: string): Promise<Order> {
  const order = await readOrder(db, orderId)
  if (!order) throw new Refusal('not_found', 'There is no such order')
  return order
}

/**
 * Locks the order until the transaction ends. Everybody locks the payment before its order, so that nobody waits in a
 * circle.
 */
export async function lockOrder(tx: Tx, orderId: string): Promise<Order> {
  const [order] = await tx.select(orderColumns).from(orders).where(eq(orders.id, orderId)).for('update')
  if (!order) throw new Refusal('not_found', 'There is no such order')
  return order
}

const linesByOrder = preparedQuery(db =>
  db
    .select()
    .from(orderLines)
    .where(eq(orderLines.orderId, sql.placeholder('orderId')))
    .orderBy(asc(orderLines.position))
    .prepare('lines_by_order'),
)

export async function readLines(db: DbOrTx, orderId: string): Promise<OrderLine[]> {
  return linesByOrder(db).execute({ orderId })
}

export async function readOrderWithLines(
  db: DbOrTx,
  orderId: string,
): Promise<{ order: Order; lines: OrderLine[] } | null> {
  const [order, lines] = await Promise.all([readOrder(db, orderId), readLines(db, orderId)])
  return order ? { order, lines } : null
}

/** The order's history, oldest first. */
export async function readEvents(db: DbOrTx, orderId: string): Promise<RecordedEvent[]> {
  return db.select().from(orderEvents).where(eq(orderEvents.orderId, orderId)).orderBy(asc(orderEvents.seq))
}
