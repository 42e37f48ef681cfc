import { and, count, eq, lt, min, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readPage } from '#platform/lib/pages.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { numbersOf } from '#slices/orders/queries.ts'
import {
  eventsOfReturn,
  eventsOfReturns,
  payBacksOf,
  type ReturnEvent,
  readReturnByNumber,
  returnsOf,
  withLines,
} from '../queries.ts'
import type { Return, ReturnReason, ReturnState } from '../return.ts'
import { returnRefunds, returns } from '../schema.ts'

const PAGE = 50

/** What waits for staff: a decision, an inspection, or money that could not go back. */
export const waitingKinds = ['decide', 'inspect', 'money'] as const
export type WaitingKind = (typeof waitingKinds)[number]

export type ListedReturn = Pick<Return, 'id' | 'number' | 'orderId' | 'state' | 'askedAt' | 'closedAt'> & {
  orderNumber: string
  units: number
  received: number
  waiting: number
  reasons: ReturnReason[]
  fromWithdrawal: boolean
}

/** Returns, newest first, one page at a time. `after`: the number of the last one of the page before. */
export async function listReturns(
  db: DbOrTx,
  { state, after }: { state: ReturnState | null; after: string | null },
): Promise<{ returns: ListedReturn[]; nextCursor: string | null }> {
  const [last] = after
    ? await db.select({ at: returns.askedAt, id: returns.id }).from(returns).where(eq(returns.number, after))
    : []
  const { rows, next } = await readPage(
    PAGE,
    most =>
      db
        .select()
        .from(returns)
        .where(
          and(
            state ? eq(returns.state, state) : undefined,
            last &&
              or(lt(returns.askedAt, last.at), and(eq(returns.askedAt, last.at), lt(returns.id, last.id))),
          ),
        )
        .orderBy(sql`${returns.askedAt} desc nulls last`, sql`${returns.id} desc nulls last`)
        .limit(most),
    ({ number }) => number,
  )
  const [orderNumbers, whole] = await Promise.all([
    numbersOf(
      db,
      rows.map(({ orderId }) => orderId),
    ),
    withLines(db, rows),
  ])
  return { returns: whole.map(one => listed(one, orderNumbers.get(one.orderId) ?? '')), nextCursor: next }
}

function listed({ lines, withdrawalId, ...one }: Return, orderNumber: string): ListedReturn {
  const { id, number, orderId, state, askedAt, closedAt } = one
  const sum = (of: (line: Return['lines'][number]) => number) =>
    lines.reduce((total, line) => total + of(line), 0)
  return {
    id,
    number,
    orderId,
    orderNumber,
    state,
    askedAt,
    closedAt,
    units: sum(line => line.asked + line.extra),
    received: sum(line => line.received),
    waiting: sum(line => line.waiting),
    reasons: [...new Set(lines.map(({ reason }) => reason))],
    fromWithdrawal: withdrawalId !== null,
  }
}

/** How many returns wait for staff, by what they wait for, and since when the first does. */
export async function readWaitingReturns(
  db: DbOrTx,
): Promise<Record<WaitingKind, number> & { since: Date | null }> {
  const [counted, [stuck]] = await Promise.all([
    db
      .select({ state: returns.state, returns: count(), since: min(returns.askedAt) })
      .from(returns)
      .where(
        or(
          eq(returns.state, 'requested'),
          and(
            eq(returns.state, 'received'),
            sql`exists (select from return_lines l where l.return_id = ${returns.id} and l.waiting > 0)`,
          ),
        ),
      )
      .groupBy(returns.state),
    db
      .select({ returns: sql<number>`count(distinct ${returnRefunds.returnId})::int` })
      .from(returnRefunds)
      .where(eq(returnRefunds.state, 'stuck')),
  ])
  const of = (state: ReturnState) => counted.find(one => one.state === state)
  const since = counted.flatMap(one => one.since ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0]
  return {
    decide: of('requested')?.returns ?? 0,
    inspect: of('received')?.returns ?? 0,
    money: stuck?.returns ?? 0,
    since: since ?? null,
  }
}

/** The returns of an order with what happened to each, oldest first. */
export async function readReturnsOfOrder(db: DbOrTx, orderId: string) {
  const found = await returnsOf(db, orderId)
  const events = await eventsOfReturns(
    db,
    found.map(({ id }) => id),
  )
  return found.map(one => ({
    ...one,
    events: shownEvents(events.filter(({ returnId }) => returnId === one.id)),
  }))
}
export type ReturnOfOrder = Awaited<ReturnType<typeof readReturnsOfOrder>>[number]

const shownEvents = (events: readonly ReturnEvent[]) =>
  events.map(({ id, type, lines, reason, at, actor }) => ({ id, type, lines, reason, at, actor }))

/** All that staff see of one return; null when there is none. */
export async function readDeskReturn(db: DbOrTx, number: string) {
  const found = await readReturnByNumber(db, number)
  if (!found) return null
  const [events, owed, warehouses, orderNumbers] = await Promise.all([
    eventsOfReturn(db, found.id),
    payBacksOf(db, found.id),
    readWarehouses(db),
    numbersOf(db, [found.orderId]),
  ])
  const place = warehouses.find(({ id }) => id === found.warehouseId)
  return {
    ...found,
    orderNumber: orderNumbers.get(found.orderId) ?? '',
    warehouse: { code: place?.code ?? '', name: place?.name ?? '' },
    warehouses: warehouses.map(({ code, name }) => ({ code, name })),
    events: shownEvents(events),
    payBacks: owed.map(({ refundId, wish, state, problem, lines, shipping }) => ({
      refundId,
      wish,
      state,
      problem,
      lines,
      shipping,
    })),
  }
}
export type DeskReturn = NonNullable<Awaited<ReturnType<typeof readDeskReturn>>>
