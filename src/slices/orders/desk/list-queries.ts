import { and, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { deadOrderIds, readDeadQueues } from '#platform/jobs/queries.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { readPageBothWays } from '#platform/lib/pages.ts'
import { readUnanswered, unansweredOrderIds } from '#slices/payments/dispute.ts'
import type { DeliveryState } from '../order.ts'
import { orders } from '../schema.ts'
import {
  COUNT_CAP,
  countCap,
  type StaffFilter,
  type StaffListInput,
  type StaffView,
  staffViews,
} from './filter.ts'
import { isRecallLate, RECALL_LATE_MS } from './late-recalls.ts'
import type { StaffOrderPage, StaffOrderRow } from './order-row.ts'
import { isFound, type OrderSearch, readOrderSearch } from './search.ts'
import { type Standing, standings } from './standings.ts'

/** Rows on a page. A list of more than fifty has pages. */
export const STAFF_PAGE_SIZE = 50
/** An order that has not settled by now needs a person. */
export const UNSETTLED_SECONDS = 120

const rowColumns = {
  id: orders.id,
  number: orders.number,
  state: orders.state,
  money: orders.money,
  delivery: orders.delivery,
  recall: orders.recall,
  recallAt: orders.recallAt,
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

/** A page of orders, newest first. Orders of the same moment are sorted by id, so no page skips or repeats one. */
export async function listOrders(
  db: Db,
  input: StaffListInput,
  now: Date,
  size = STAFF_PAGE_SIZE,
): Promise<StaffOrderPage> {
  const backwards = input.before !== null
  const cursor = input.before ?? input.after
  const order = backwards ? oldestFirst : newestFirst
  const search = await readOrderSearch(db, input.search)
  const page = await readPageBothWays<StaffOrderRow>(
    { size, before: input.before, after: input.after },
    most =>
      db
        .select(rowColumns)
        .from(orders)
        .where(
          matching(input, search, now, {
            order,
            limit: most,
            beyond: cursor ? beyond(cursor, backwards) : undefined,
          }),
        )
        .orderBy(order)
        .limit(most),
    row => row.id,
  )
  const rows = input.view === 'problems' ? await withProblems(db, page.rows, now) : page.rows
  return { ...page, rows, readAt: now }
}

/** A reserved order that is listed for no other reason has a payment that has not settled. */
async function withProblems(db: Db, rows: StaffOrderRow[], now: Date): Promise<StaffOrderRow[]> {
  const ids = rows.map(row => row.id)
  const [dead, disputed] = await Promise.all([readDeadQueues(db, ids), readUnanswered(db, ids)])
  return rows.map(row => {
    const problem = {
      review: row.needsReview,
      dead: dead.get(row.id) ?? [],
      disputed: disputed.get(row.id) ?? null,
      recalledAt: isRecallLate(row, now) ? row.recallAt : null,
    }
    return {
      ...row,
      problem: {
        ...problem,
        unsettled: row.state === 'reserved' && !problem.review && problem.dead.length === 0,
      },
    }
  })
}

// The order is written exactly as the indexes have it. Without NULLS LAST the planner would sort instead of reading an index.
const newestFirst = sql`orders.placed_at desc nulls last, orders.id desc nulls last`
const oldestFirst = sql`orders.placed_at asc nulls first, orders.id asc nulls first`

/** The cursor's own moment is read from its row, to the microsecond. */
function beyond(cursor: string, backwards: boolean): SQL {
  const moment = sql`((select c.placed_at from orders c where c.id = ${cursor}), ${cursor}::uuid)`
  return backwards
    ? sql`(${orders.placedAt}, ${orders.id}) > ${moment}`
    : sql`(${orders.placedAt}, ${orders.id}) < ${moment}`
}

type Part = { order: SQL; limit: number; beyond: SQL | undefined }

/**
 * The orders that the filter lets through. The state of an order is looked up in `orders_standing_idx`, one short range for
 * each standing, so a view of three orders among millions is as fast as a view of all. No range is read further than the
 * page can show. A search finds its few orders by their trigrams first and then checks their state.
 */
function matching(filter: StaffFilter, search: OrderSearch, now: Date, part: Part): SQL | undefined {
  const wanted = standingsIn(filter)
  const others = and(...otherConditions(filter, search, now), part.beyond)
  if (wanted.length === standings.length) return others
  if (filter.search || filter.view === 'problems') return and(standsAs(wanted), others)
  return sql`${orders.id} in (${ofStandings(wanted, sql`select orders.id from orders`, others, part)})`
}

/** The first rows of each standing's range. Together they contain the first rows of all. */
function ofStandings(
  wanted: readonly Standing[],
  select: SQL,
  where: SQL | undefined,
  part: Pick<Part, 'limit'> & { order?: SQL },
): SQL {
  const column = (name: keyof Standing) => sql`${sql.param(wanted.map(standing => standing[name]))}::text[]`
  return sql`select first.* from unnest(${column('state')}, ${column('money')}, ${column('delivery')}) as standing(state, money, delivery)
    cross join lateral (${select} where orders.state = standing.state and orders.money = standing.money and orders.delivery = standing.delivery
      ${where ? sql`and ${where}` : sql``} ${part.order ? sql`order by ${part.order}` : sql``} limit ${part.limit}) first`
}

function standsAs(wanted: readonly Standing[]): SQL {
  const column = (name: keyof Standing) => sql`${sql.param(wanted.map(standing => standing[name]))}::text[]`
  return sql`(orders.state, orders.money, orders.delivery) in (select * from unnest(${column('state')}, ${column('money')}, ${column('delivery')}))`
}

/** The standings that the view and the filters allow. */
function standingsIn(filter: StaffFilter): Standing[] {
  return standings.filter(
    standing =>
      isInView[filter.view](standing) &&
      (!filter.state || standing.state === filter.state) &&
      (!filter.money || standing.money === filter.money) &&
      (!filter.delivery || standing.delivery === filter.delivery),
  )
}

/** Something of the order is still here. Of a partly shipped one at least one parcel is. */
const hasMoreToShip: readonly DeliveryState[] = ['unfulfilled', 'picking', 'packed', 'partly_shipped']

const isInView: Record<StaffView, (standing: Standing) => boolean> = {
  all: () => true,
  'to-ship': ({ state, money, delivery }) =>
    state === 'confirmed' && money !== 'refunded' && hasMoreToShip.includes(delivery),
  'not-picked': ({ state, money, delivery }) =>
    state === 'confirmed' && money !== 'refunded' && delivery === 'unfulfilled',
  processing: ({ state }) => state === 'reserved',
  // The standing does not show whether an order is a problem.
  problems: () => true,
  refunded: ({ money }) => money === 'refunded' || money === 'partially_refunded',
}

function otherConditions(filter: StaffFilter, search: OrderSearch, now: Date): (SQL | undefined)[] {
  return [
    isProblem(filter, now),
    isLate(filter, now),
    isFound(search),
    filter.from ? gte(orders.placedAt, startOfDay(filter.from, 0)) : undefined,
    filter.to ? lt(orders.placedAt, startOfDay(filter.to, 1)) : undefined,
  ]
}

const isProblem = (filter: StaffFilter, now: Date) =>
  filter.view === 'problems' ? sql`orders.id in (${problems(now)})` : undefined

/** Paid so long ago that the warehouse should have started. */
const isLate = (filter: Pick<StaffFilter, 'view'>, now: Date) =>
  filter.view === 'not-picked' ? lt(orders.confirmedAt, lateSince(now)) : undefined

export const lateSince = (now: Date) => new Date(now.getTime() - env().NOT_PICKED_MINUTES * 60_000)

/** Midnight in the shop's calendar, some days after the given day. */
function startOfDay(day: string, daysLater: number): SQL {
  return sql`((${day}::date + ${daysLater}::int)::timestamp at time zone ${SHOP_TIME_ZONE})`
}

/** Each arm has a small index of its own. An OR over them would read every order. */
function problems(now: Date): SQL {
  return sql`
    select p.id from orders p where p.needs_review is not null
    union select o.id from orders o where ${isUnsettled(now)}
    union select o.id from orders o where ${hasLateRecall(now)}
    union ${unansweredOrderIds}
    union ${deadOrderIds()}`
}

/**
 * For `orders o`: a payment that should have settled by now. A payment that waits for the shopper at the bank has time until
 * its stock hold ends, and then the same time again for the sweeper.
 */
export function isUnsettled(now: Date): SQL {
  const since = sql`${new Date(now.getTime() - UNSETTLED_SECONDS * 1000).toISOString()}::timestamptz`
  return sql`o.state = 'reserved' and o.placed_at < ${since} and (o.money <> 'requires_action' or o.expires_at < ${since})`
}

/** For `orders o`: the warehouse should have answered the recall by now. The first line lets `orders_standing_idx` find the few that have not left. */
export function hasLateRecall(now: Date): SQL {
  return sql`o.state = 'confirmed' and o.money in ('paid', 'partially_refunded', 'refunded') and o.delivery in ('unfulfilled', 'picking', 'packed')
    and o.recall in ('requested', 'items') and o.recall_at <= ${new Date(now.getTime() - RECALL_LATE_MS).toISOString()}::timestamptz`
}

export type StaffCounts = Record<StaffView, number>

/**
 * How many orders each view holds under the other filters, counted up to one above `countCap`, in one statement. The search
 * runs once for all views. If it finds more than can be counted, the newest count.
 */
export async function countViews(db: Db, filter: StaffFilter, now: Date): Promise<StaffCounts> {
  const limit = countCap(filter.search) + 1
  const search = await readOrderSearch(db, filter.search)
  const searched = and(...otherConditions({ ...filter, view: 'all' }, search, now))
  const lookedUp = sql`with found as materialized (select orders.id, orders.state, orders.money, orders.delivery, orders.confirmed_at from orders
    where ${searched} order by ${newestFirst} limit ${limit})`
  const counts = staffViews.map(view => {
    const each = oneEach({ ...filter, view }, search, now, limit)
    return sql`(select count(*)::int from (${each} limit ${limit}) counted) as ${sql.identifier(view)}`
  })
  const [row] = await db.execute<StaffCounts>(
    sql`${filter.search ? lookedUp : sql``} select ${sql.join(counts, sql`, `)}`,
  )
  return row ?? { all: 0, 'to-ship': 0, 'not-picked': 0, processing: 0, problems: 0, refunded: 0 }
}

function oneEach(filter: StaffFilter, search: OrderSearch, now: Date, limit: number): SQL {
  const wanted = standingsIn(filter)
  const stands = wanted.length < standings.length ? standsAs(wanted) : undefined
  if (filter.search)
    return sql`select 1 from found orders where ${and(sql`true`, stands, isProblem(filter, now), isLate(filter, now))}`
  const others = and(...otherConditions(filter, search, now))
  if (stands && filter.view !== 'problems')
    return ofStandings(wanted, sql`select 1 from orders`, others, { limit })
  const where = and(stands, others)
  return sql`select 1 from orders ${where ? sql`where ${where}` : sql``}`
}

/** Of `orders o`: paid, and the warehouse should have begun to pick it. */
export function isNotPicked(now: Date): SQL {
  return sql`o.state = 'confirmed' and o.money in ('paid', 'partially_refunded') and o.delivery = 'unfulfilled'
    and o.confirmed_at < ${lateSince(now).toISOString()}::timestamptz`
}

/** Orders for which a tile stands on the first page, counted up to one above `COUNT_CAP`. */
export async function countNeedy(db: Db, now: Date): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (select 1 from (${problems(now)}
      union (select o.id from orders o where ${isNotPicked(now)} limit ${COUNT_CAP + 1})) found where found.id is not null limit ${COUNT_CAP + 1}) counted`)
  return row?.count ?? 0
}

/** The order with exactly this number, or null. */
export async function idOfNumber(db: Db, number: string): Promise<string | null> {
  const [found] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number))
  return found?.id ?? null
}

/** The numbers of these orders, by id. */
export async function numbersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const found = await db
    .select({ id: orders.id, number: orders.number })
    .from(orders)
    .where(inArray(orders.id, [...ids]))
  return new Map(found.map(({ id, number }) => [id, number]))
}
