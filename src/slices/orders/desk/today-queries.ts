import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { countDeadLetters } from '#platform/jobs/queries.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { lostBetween } from '#slices/payments/dispute.ts'
import { refundedBetween } from '#slices/payments/refund-queries.ts'
import { readRefusedOrders, refusedBetween } from '#slices/payments/refused-orders.ts'
import { PAYMENTS_UNAVAILABLE } from '../order.ts'
import { COUNT_CAP, everyOrder } from './filter.ts'
import { hasLateRecall, isNotPicked, isUnsettled, listOrders } from './list-queries.ts'
import { countedUntil, figuresBetween } from './order-hours.ts'
import type { DayFigures, Period, Today } from './today.ts'
import { readTroubles } from './trouble-queries.ts'

const DAYS_SHOWN = 14
const LATEST_SHOWN = 8
const REASONS_SHOWN = 5

/** The numbers of the day in the shop's calendar. The day begins at midnight in London. */
export async function readToday(db: Db, now: Date): Promise<Today> {
  const at = sql`${now.toISOString()}::timestamptz`
  const [figures, failures, hours, days, open, deadLetters, troubles, refused, latest] = await Promise.all([
    readFigures(db, at),
    readFailures(db, at),
    readPeriods(db, at, 'hour'),
    readPeriods(db, at, 'day'),
    readOpen(db, now),
    countDeadLetters(db),
    readTroubles(db, now),
    readRefusedOrders(db, now),
    listOrders(db, everyOrder, now),
  ])
  return {
    currency: SHOP_CURRENCY,
    ...figures,
    failures: withRefused(failures, figures.today.refused ?? 0),
    hours,
    days,
    ...open,
    notPickedMinutes: env().NOT_PICKED_MINUTES,
    deadLetters,
    troubles,
    refused,
    latest: latest.rows.slice(0, LATEST_SHOWN),
    readAt: now,
  }
}

type Moment = ReturnType<typeof sql>

/** Midnight in London, some days before the day of the moment. */
const midnight = (at: Moment, daysBefore: number) =>
  sql`(((${at} at time zone ${SHOP_TIME_ZONE})::date - ${daysBefore}::int)::timestamp at time zone ${SHOP_TIME_ZONE})`

const sameTimeYesterday = (at: Moment) =>
  sql`(((${at} at time zone ${SHOP_TIME_ZONE}) - interval '1 day') at time zone ${SHOP_TIME_ZONE})`

type FiguresRow = DayFigures & { day: 'today' | 'yesterday' }

async function readFigures(db: Db, at: Moment): Promise<{ today: DayFigures; yesterday: DayFigures }> {
  const rows = await db.execute<FiguresRow>(sql`
    with spans(day, starts_at, ends_at) as (
      values ('today', ${midnight(at, 0)}, ${at}), ('yesterday', ${midnight(at, 1)}, ${sameTimeYesterday(at)}))
    select s.day, o.*, r.refunds, r.refunded as "refundedMinor", d.lost as "lostMinor", ${refusedBetween(sql`s.starts_at`, sql`s.ends_at`)} as refused
    from spans s
    cross join lateral (select greatest(s.starts_at, least(date_trunc('hour', s.ends_at), ${countedUntil})) as live_from) l
    cross join lateral (${figuresBetween(sql`s.starts_at`, sql`l.live_from`, sql`<= s.ends_at`)}) o
    cross join lateral (${refundedBetween(sql`s.starts_at`, sql`s.ends_at`)}) r
    cross join lateral (${lostBetween(sql`s.starts_at`, sql`s.ends_at`)}) d`)
  const of = (day: FiguresRow['day']) => figuresOf(rows.find(row => row.day === day))
  return { today: of('today'), yesterday: of('yesterday') }
}

const noFigures: DayFigures = {
  placed: 0,
  confirmed: 0,
  revenueMinor: 0,
  declined: 0,
  expired: 0,
  refunds: 0,
  refundedMinor: 0,
  lostMinor: 0,
}

function figuresOf(row: FiguresRow | undefined): DayFigures {
  if (!row) return noFigures
  const { day: _day, ...figures } = row
  return figures
}

async function readFailures(db: Db, at: Moment): Promise<Today['failures']> {
  const rows = await db.execute<{ reason: string; count: number }>(sql`
    select coalesce(end_reason, state) as reason, count(*)::int as count from orders
    where state in ('declined', 'expired') and money = 'unpaid' and delivery = 'unfulfilled' and placed_at >= ${midnight(at, 0)} and placed_at <= ${at}
    group by 1 order by 2 desc, 1 limit ${REASONS_SHOWN}`)
  return [...rows]
}

/** Attempts refused because the bank was away are listed beside the others: most of them are no order at all. */
function withRefused(failures: Today['failures'], refused: number): Today['failures'] {
  if (refused === 0) return failures
  const all = [...failures, { reason: PAYMENTS_UNAVAILABLE, count: refused }]
  return all.toSorted((a, b) => b.count - a.count)
}

/** Every hour of today, or every day of a fortnight, including those without an order. A day may have 23 or 25 hours. */
async function readPeriods(db: Db, at: Moment, unit: 'hour' | 'day'): Promise<Period[]> {
  const starts =
    unit === 'hour'
      ? sql`select h as starts_at, h + interval '1 hour' as ends_at from generate_series(${midnight(at, 0)}, ${midnight(at, -1)} - interval '1 second', interval '1 hour') h`
      : sql`select (d::timestamp at time zone ${SHOP_TIME_ZONE}) as starts_at, ((d::date + 1)::timestamp at time zone ${SHOP_TIME_ZONE}) as ends_at
          from generate_series((${at} at time zone ${SHOP_TIME_ZONE})::date - ${DAYS_SHOWN - 1}::int, (${at} at time zone ${SHOP_TIME_ZONE})::date, interval '1 day') d`
  const rows = await db.execute<{ startsAt: string; orders: number; revenueMinor: number }>(sql`
    with periods as (${starts})
    select p.starts_at as "startsAt", o.confirmed as orders, o."revenueMinor"
    from periods p
    cross join lateral (select greatest(p.starts_at, least(p.ends_at, ${countedUntil})) as live_from) l
    cross join lateral (${figuresBetween(sql`p.starts_at`, sql`l.live_from`, sql`< p.ends_at`)}) o
    order by p.starts_at`)
  return rows.map(row => ({ ...row, startsAt: new Date(row.startsAt) }))
}

type Open = Pick<Today, 'review' | 'unsettled' | 'notPicked' | 'recalls' | 'closedDoors'>

type OpenRow = Omit<Open, 'recalls'> & { recalls: number; recalledSince: string | null }

async function readOpen(db: Db, now: Date): Promise<Open> {
  const [row] = await db.execute<OpenRow>(sql`
    select
      (select count(*)::int from (select 1 from orders where needs_review is not null limit ${COUNT_CAP + 1}) found) as review,
      (select count(*)::int from (select 1 from orders o where ${isUnsettled(now)} limit ${COUNT_CAP + 1}) found) as unsettled,
      (select count(*)::int from (select 1 from orders o where ${isNotPicked(now)} limit ${COUNT_CAP + 1}) found) as "notPicked",
      (select count(*)::int from order_attempts where closed_until > ${now.toISOString()}::timestamptz) as "closedDoors",
      late.recalls, late.since as "recalledSince"
    from (select count(*)::int as recalls, min(recall_at) as since from (
      select o.recall_at from orders o where ${hasLateRecall(now)} limit ${COUNT_CAP + 1}) found) late`)
  if (!row) return { review: 0, unsettled: 0, notPicked: 0, recalls: null, closedDoors: 0 }
  const { recalls, recalledSince, ...counts } = row
  return { ...counts, recalls: recalledSince ? { count: recalls, since: new Date(recalledSince) } : null }
}
