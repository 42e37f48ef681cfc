import { and, asc, eq, getTableColumns, inArray, isNull, lt, sql } from 'drizzle-orm'
import { validate } from 'uuid'
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

/** The orders with these ids, which may be anything that others call an id. */
export async function readOrders(db: DbOrTx, ids: readonly string[]): Promise<Map<string, Order>> {
  const asked = [...new Set(ids)].filter(id => validate(id))
  const found = asked.length
    ? await db.select(orderColumns).from(orders).where(inArray(orders.id, asked))
    : []
  return new Map(found.map(order => [order.id, order]))
}

/** The numbers of these orders, by id. */
export async function numbersOf(db: DbOrTx, orderIds: readonly string[]): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map()
  const found = await db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.id, [...orderIds]))
  return new Map(found.map(({ id, number }) => [id, number]))
}

/** No more of them are read at once: staff look at a few. */
const OVERDUE_MOST = 500

/** Orders whose payment is long overdue and that the sweeper did not end. */
export async function overdueOrders(db: DbOrTx, before: Date): Promise<Order[]> {
  return db
    .select(orderColumns)
    .from(orders)
    .where(and(eq(orders.state, 'reserved'), isNull(orders.needsReview), lt(orders.expiresAt, before)))
    .orderBy(asc(orders.placedAt))
    .limit(OVERDUE_MOST)
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

/** The lines of these orders, by the order's id. */
export async function readLinesOf(
  db: DbOrTx,
  orderIds: readonly string[],
): Promise<Map<string, OrderLine[]>> {
  if (orderIds.length === 0) return new Map()
  const found = await db
    .select()
    .from(orderLines)
    .where(inArray(orderLines.orderId, [...orderIds]))
    .orderBy(asc(orderLines.orderId), asc(orderLines.position))
  return Map.groupBy(found, ({ orderId }) => orderId)
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

/** The histories of these orders, each oldest first, by the order's id. */
export async function readEventsOf(
  db: DbOrTx,
  orderIds: readonly string[],
): Promise<Map<string, RecordedEvent[]>> {
  if (orderIds.length === 0) return new Map()
  const found = await db
    .select()
    .from(orderEvents)
    .where(inArray(orderEvents.orderId, [...orderIds]))
    .orderBy(asc(orderEvents.orderId), asc(orderEvents.seq))
  return Map.groupBy(found, ({ orderId }) => orderId)
}
