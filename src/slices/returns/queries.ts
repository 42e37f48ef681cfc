import { asc, eq, inArray } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { type OrderLine, readLinesOf } from '#slices/orders/queries.ts'
import type { Return } from './return.ts'
import { returnEvents, returnLines, returnRefunds, returns } from './schema.ts'

export type PayBack = typeof returnRefunds.$inferSelect
export type ReturnEvent = typeof returnEvents.$inferSelect

export async function readReturn(db: DbOrTx, id: string): Promise<Return | null> {
  const [found] = await withLines(db, await db.select().from(returns).where(eq(returns.id, id)))
  return found ?? null
}

export async function readReturnByNumber(db: DbOrTx, number: string): Promise<Return | null> {
  const [found] = await withLines(db, await db.select().from(returns).where(eq(returns.number, number)))
  return found ?? null
}

/** The order and the id of a return, by its number. */
export async function findReturn(
  db: DbOrTx,
  number: string,
): Promise<{ id: string; orderId: string } | null> {
  const [found] = await db
    .select({ id: returns.id, orderId: returns.orderId })
    .from(returns)
    .where(eq(returns.number, number))
  return found ?? null
}

/** Locks the return until the transaction ends. A change of its units holds the order's row already. */
export async function lockReturn(tx: Tx, id: string): Promise<Return | null> {
  const rows = await tx.select().from(returns).where(eq(returns.id, id)).for('update')
  const [found] = await withLines(tx, rows)
  return found ?? null
}

/** The returns of an order, oldest first. */
export async function returnsOf(db: DbOrTx, orderId: string): Promise<Return[]> {
  const rows = await db
    .select()
    .from(returns)
    .where(eq(returns.orderId, orderId))
    .orderBy(asc(returns.askedAt), asc(returns.id))
  return withLines(db, rows)
}

/** What happened to a return, oldest first. */
export async function eventsOfReturn(db: DbOrTx, returnId: string): Promise<ReturnEvent[]> {
  return db
    .select()
    .from(returnEvents)
    .where(eq(returnEvents.returnId, returnId))
    .orderBy(asc(returnEvents.seq))
}

/** What happened to these returns, oldest first. */
export async function eventsOfReturns(db: DbOrTx, ids: readonly string[]): Promise<ReturnEvent[]> {
  if (ids.length === 0) return []
  return db
    .select()
    .from(returnEvents)
    .where(inArray(returnEvents.returnId, [...ids]))
    .orderBy(asc(returnEvents.at), asc(returnEvents.seq))
}

export async function payBacksOf(db: DbOrTx, returnId: string): Promise<PayBack[]> {
  return db
    .select()
    .from(returnRefunds)
    .where(eq(returnRefunds.returnId, returnId))
    .orderBy(asc(returnRefunds.inspectionId))
}

/** The pay-backs of all returns of an order. */
export async function payBacksOfOrder(db: DbOrTx, orderId: string): Promise<PayBack[]> {
  return db.select().from(returnRefunds).where(eq(returnRefunds.orderId, orderId))
}

export async function withLines(db: DbOrTx, rows: (typeof returns.$inferSelect)[]): Promise<Return[]> {
  if (rows.length === 0) return []
  const lines = await db
    .select()
    .from(returnLines)
    .where(
      inArray(
        returnLines.returnId,
        rows.map(({ id }) => id),
      ),
    )
  const bought = await readLinesOf(db, [...new Set(rows.map(({ orderId }) => orderId))])
  return rows.map(row => ({
    ...row,
    lines: named(
      bought.get(row.orderId) ?? [],
      lines.filter(({ returnId }) => returnId === row.id),
    ),
  }))
}

/** In the order in which they stand in the order. */
function named(bought: readonly OrderLine[], lines: readonly (typeof returnLines.$inferSelect)[]) {
  return bought.flatMap(line => {
    const found = lines.find(({ orderLineId }) => orderLineId === line.id)
    if (!found) return []
    const { orderId: _order, returnId: _return, orderLineId: _line, ...units } = found
    const { id: lineId, variantId, sku } = line
    return [{ ...units, lineId, variantId, sku, name: itemName(line.name, line.options) }]
  })
}
