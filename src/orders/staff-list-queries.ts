import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deadOrderIds } from '#jobs/queries.ts'
import { orders } from './schema.ts'
import {
  type StaffFilter,
  type StaffListInput,
  type StaffView,
  searchPatterns,
  staffViews,
} from './staff-filter.ts'
import type { StaffOrderPage, StaffOrderRow } from './staff-order-row.ts'

/** Rows a page: above fifty a list is paged. */
export const STAFF_PAGE_SIZE = 50
/** Nobody reads beyond this many, and counting on would read the whole table: "1,000+". */
export const COUNT_CAP = 1_000
/** An order that is still not settled by now is somebody's business. */
export const UNSETTLED_SECONDS = 120
export const SHOP_TIME_ZONE = 'Europe/London'

const rowColumns = {
  id: orders.id,
  number: orders.number,
  state: orders.state,
  money: orders.money,
  delivery: orders.delivery,
  needsReview: orders.needsReview,
  email: orders.email,
  units: orders.units,
  totalMinor: orders.totalMinor,
  refundedMinor: orders.refundedMinor,
  currency: orders.currency,
  placedAt: orders.placedAt,
  endReason: orders.endReason,
  customerName: sql<string>`${orders.shippingAddress} ->> 'name'`,
  city: sql<string>`${orders.shippingAddress} ->> 'city'`,
  country: sql<string>`${orders.shippingAddress} ->> 'country'`,
}

/** A page of orders, newest first. Two orders of the same moment stand by their ids, so no page skips or repeats one. */
export async function listOrders(db: Db, input: StaffListInput, now: Date): Promise<StaffOrderPage> {
  const backwards = input.before !== null
  const cursor = input.before ?? input.after
  // Written out as the index has it: without NULLS LAST the planner would sort instead of reading the index.
  const order = backwards
    ? [sql`${orders.placedAt} asc nulls first`, sql`${orders.id} asc nulls first`]
    : [sql`${orders.placedAt} desc nulls last`, sql`${orders.id} desc nulls last`]
  const found: StaffOrderRow[] = await db
    .select(rowColumns)
    .from(orders)
    .where(and(...conditions(input, now), cursor ? beyond(cursor, backwards) : undefined))
    .orderBy(...order)
    .limit(STAFF_PAGE_SIZE + 1)
  const more = found.length > STAFF_PAGE_SIZE
  const rows = found.slice(0, STAFF_PAGE_SIZE)
  if (backwards) rows.reverse()
  const hasNext = backwards ? true : more
  const hasPrevious = backwards ? more : cursor !== null
  return {
    rows,
    nextAfter: hasNext ? (rows.at(-1)?.id ?? null) : null,
    previousBefore: hasPrevious ? (rows[0]?.id ?? null) : null,
    readAt: now,
  }
}

/** The cursor's own moment is read from its row, to the microsecond. */
function beyond(cursor: string, backwards: boolean): SQL {
  const moment = sql`((select c.placed_at from orders c where c.id = ${cursor}), ${cursor}::uuid)`
  return backwards
    ? sql`(${orders.placedAt}, ${orders.id}) > ${moment}`
    : sql`(${orders.placedAt}, ${orders.id}) < ${moment}`
}

function conditions(filter: StaffFilter, now: Date): (SQL | undefined)[] {
  return [
    viewCondition(filter.view, now),
    // Lowered by the database, as the column is: two ideas of lower case would not meet.
    ...searchPatterns(filter.search).map(pattern => sql`${orders.search} like lower(${pattern})`),
    filter.state ? eq(orders.state, filter.state) : undefined,
    filter.money ? eq(orders.money, filter.money) : undefined,
    filter.delivery ? eq(orders.delivery, filter.delivery) : undefined,
    filter.from ? gte(orders.placedAt, startOfDay(filter.from, 0)) : undefined,
    filter.to ? lt(orders.placedAt, startOfDay(filter.to, 1)) : undefined,
  ]
}

/** Midnight in the shop's calendar, some days after the day. */
function startOfDay(day: string, daysLater: number): SQL {
  return sql`((${day}::date + ${daysLater}::int)::timestamp at time zone ${SHOP_TIME_ZONE})`
}

function viewCondition(view: StaffView, now: Date): SQL | undefined {
  switch (view) {
    case 'all':
      return undefined
    case 'to-ship':
      return and(
        eq(orders.state, 'confirmed'),
        inArray(orders.delivery, ['unfulfilled', 'picking', 'packed']),
        sql`${orders.money} <> 'refunded'`,
      )
    case 'processing':
      return eq(orders.state, 'reserved')
    case 'problems':
      return sql`${orders.id} in (${problems(now)})`
    case 'refunded':
      return inArray(orders.money, ['refunded', 'partially_refunded'])
  }
}

/** Each arm has a small index of its own; an OR over them would read every order. */
function problems(now: Date): SQL {
  return sql`
    select p.id from orders p where p.needs_review is not null
    union select o.id from orders o where ${isUnsettled(now)}
    union ${deadOrderIds()}`
}

/**
 * Of `orders o`: a payment that should have settled by now. One that waits for its shopper at the bank is given until its stock
 * hold ends, and the same while for the sweeper.
 */
export function isUnsettled(now: Date): SQL {
  const since = sql`${new Date(now.getTime() - UNSETTLED_SECONDS * 1000).toISOString()}::timestamptz`
  return sql`o.state = 'reserved' and o.placed_at < ${since} and (o.money <> 'requires_action' or o.expires_at < ${since})`
}

export type StaffCounts = Record<StaffView, number>

/** How many orders each view holds under the other filters, counted up to one above `COUNT_CAP`, in one statement. */
export async function countViews(db: Db, filter: StaffFilter, now: Date): Promise<StaffCounts> {
  const counts = staffViews.map(view => {
    const where = and(...conditions({ ...filter, view }, now))
    return sql`(select count(*)::int from (select 1 from orders ${where ? sql`where ${where}` : sql``} limit ${COUNT_CAP + 1}) found) as ${sql.identifier(view)}`
  })
  const [row] = await db.execute<StaffCounts>(sql`select ${sql.join(counts, sql`, `)}`)
  return row ?? { all: 0, 'to-ship': 0, processing: 0, problems: 0, refunded: 0 }
}

/** The order with exactly this number, or null. */
export async function idOfNumber(db: Db, number: string): Promise<string | null> {
  const [found] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number))
  return found?.id ?? null
}
