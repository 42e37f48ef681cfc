import { and, count, desc, eq, inArray, isNull, lt, min, notInArray, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { numbersOf, readLines } from '#slices/orders/queries.ts'
import { withdrawalLines, withdrawals } from './schema.ts'
import type { Withdrawal, WithdrawalState, WithdrawnLine } from './withdrawal.ts'

export async function readWithdrawal(db: DbOrTx, id: string): Promise<Withdrawal | null> {
  const rows = await db.select().from(withdrawals).where(eq(withdrawals.id, id))
  const [found] = await withLines(db, rows)
  return found ?? null
}

/** The withdrawals from an order, oldest first. */
export async function withdrawalsOf(db: DbOrTx, orderId: string): Promise<Withdrawal[]> {
  const rows = await db
    .select()
    .from(withdrawals)
    .where(eq(withdrawals.orderId, orderId))
    .orderBy(withdrawals.declaredAt, withdrawals.id)
  return withLines(db, rows)
}

/**
 * The units of each line from which nobody has withdrawn yet, without those that were taken out of the order before they left. A refused withdrawal counts
 * for nothing; the units of one that was carried out before anything left are among those taken out.
 */
export async function unitsLeft(db: DbOrTx, orderId: string): Promise<WithdrawnLine[]> {
  const lines = await readLines(db, orderId)
  const taken = await db
    .select({
      lineId: withdrawalLines.orderLineId,
      units: sql<number>`sum(${withdrawalLines.quantity})::int`,
    })
    .from(withdrawalLines)
    .innerJoin(withdrawals, eq(withdrawals.id, withdrawalLines.withdrawalId))
    .where(and(eq(withdrawals.orderId, orderId), notInArray(withdrawals.state, ['refused', 'cancelled'])))
    .groupBy(withdrawalLines.orderLineId)
  const unitsOf = new Map(taken.map(({ lineId, units }) => [lineId, units]))
  return lines
    .map(line => ({
      lineId: line.id,
      sku: line.sku,
      name: itemName(line.name, line.options),
      quantity: line.quantity - line.cancelled - (unitsOf.get(line.id) ?? 0),
    }))
    .filter(({ quantity }) => quantity > 0)
}

/** How many withdrawals wait for staff, and since when the first of them does. */
export async function readWaiting(db: DbOrTx): Promise<{ count: number; since: Date | null }> {
  const [waiting] = await db
    .select({ count: count(), since: min(withdrawals.declaredAt) })
    .from(withdrawals)
    .where(waitsForStaff)
  return { count: waiting?.count ?? 0, since: waiting?.since ?? null }
}

/** Open, and its goods do not come back as a return. */
const waitsForStaff = and(eq(withdrawals.state, 'open'), isNull(withdrawals.returnNumber))

const PAGE = 50

export type ListedWithdrawal = Pick<
  Withdrawal,
  'id' | 'orderId' | 'name' | 'state' | 'declaredAt' | 'settledAt' | 'returnNumber'
> & {
  number: string
  units: number
}

/**
 * Withdrawals, newest first, one page at a time. `after`: the id of the last one of the page before. `waiting`: only those that staff
 * settle here.
 */
export async function listWithdrawals(
  db: DbOrTx,
  {
    state,
    after,
    waiting = false,
  }: { state: WithdrawalState | null; after: string | null; waiting?: boolean },
): Promise<{ withdrawals: ListedWithdrawal[]; nextCursor: string | null }> {
  const [last] = after
    ? await db.select({ at: withdrawals.declaredAt }).from(withdrawals).where(eq(withdrawals.id, after))
    : []
  const { rows, next } = await readPage(
    PAGE,
    most =>
      db
        .select()
        .from(withdrawals)
        .where(
          and(
            state ? eq(withdrawals.state, state) : undefined,
            waiting ? waitsForStaff : undefined,
            last && after
              ? or(
                  lt(withdrawals.declaredAt, last.at),
                  and(eq(withdrawals.declaredAt, last.at), lt(withdrawals.id, after)),
                )
              : undefined,
          ),
        )
        .orderBy(desc(withdrawals.declaredAt), desc(withdrawals.id))
        .limit(most),
    ({ id }) => id,
  )
  const [numbers, whole] = await Promise.all([
    numbersOf(
      db,
      rows.map(({ orderId }) => orderId),
    ),
    withLines(db, rows, false),
  ])
  return {
    withdrawals: whole.map(({ id, orderId, name, state, declaredAt, settledAt, returnNumber, lines }) => ({
      id,
      orderId,
      name,
      state,
      declaredAt,
      settledAt,
      returnNumber,
      number: numbers.get(orderId) ?? '',
      units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    })),
    nextCursor: next,
  }
}

/** `named`: false leaves out the names of the goods, for a list. */
async function withLines(
  db: DbOrTx,
  rows: (typeof withdrawals.$inferSelect)[],
  named = true,
): Promise<Withdrawal[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const lines = await db.select().from(withdrawalLines).where(inArray(withdrawalLines.withdrawalId, ids))
  const orderIds = named ? [...new Set(rows.map(({ orderId }) => orderId))] : []
  const bought = (await Promise.all(orderIds.map(orderId => readLines(db, orderId)))).flat()
  return rows.map(row => ({
    ...row,
    lines: lines
      .filter(({ withdrawalId }) => withdrawalId === row.id)
      .map(({ orderLineId: lineId, quantity }) => {
        const line = bought.find(({ id }) => id === lineId)
        return { lineId, sku: line?.sku ?? '', name: line ? itemName(line.name, line.options) : '', quantity }
      }),
  }))
}
