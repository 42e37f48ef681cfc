import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'

/** The orders of an hour have settled by then: the hold is over, and the sweeper has run many times. */
const SETTLED_AFTER_HOURS = 3
/** Hours younger than this are counted again, so that late orders are included. */
const COUNTED_AGAIN_HOURS = 48
/** The first count goes back only as far as the desk shows. */
const LOOKED_AT_DAYS = 16

/** Counts the hours that are over, and recounts the recent ones. A second run writes the same figures. */
export async function countOrderHours(db: DbOrTx, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`
  await db.execute(sql`
    insert into order_hours (starts_at, placed, confirmed, revenue_minor, declined, expired)
    select h.starts_at, o.placed, o.confirmed, o.revenue_minor, o.declined, o.expired
    from generate_series(
      coalesce((select max(starts_at) from order_hours) - make_interval(hours => ${COUNTED_AGAIN_HOURS}), date_trunc('hour', ${at}) - make_interval(days => ${LOOKED_AT_DAYS})),
      date_trunc('hour', ${at}) - make_interval(hours => ${SETTLED_AFTER_HOURS + 1}), interval '1 hour') as h(starts_at)
    cross join lateral (${countBetween(sql`h.starts_at`, sql`< h.starts_at + interval '1 hour'`)}) o
    on conflict (starts_at) do update set placed = excluded.placed, confirmed = excluded.confirmed, revenue_minor = excluded.revenue_minor,
      declined = excluded.declined, expired = excluded.expired`)
}

const countBetween = (from: SQL, until: SQL): SQL => sql`
  select count(*)::int as placed, count(confirmed_at)::int as confirmed, coalesce(sum(total_minor) filter (where confirmed_at is not null), 0) as revenue_minor,
    count(*) filter (where state = 'declined')::int as declined, count(*) filter (where state = 'expired')::int as expired
  from orders where placed_at >= ${from} and placed_at ${until}`

/** The end of the counted hours. Before the first count, no hour is counted. */
export const countedUntil = sql`coalesce((select max(starts_at) + interval '1 hour' from order_hours), '-infinity')`

/**
 * The figures of orders placed from a full hour up to a moment (`<` or `<=`). Counted hours are read from their rows, and
 * the rest order by order. The caller gives `liveFrom`, the full hour where the rest begins; it is not before `from`.
 */
export const figuresBetween = (from: SQL, liveFrom: SQL, until: SQL): SQL => sql`
  select coalesce(sum(placed), 0)::int as placed, coalesce(sum(confirmed), 0)::int as confirmed, coalesce(sum(revenue_minor), 0)::float8 as "revenueMinor",
    coalesce(sum(declined), 0)::int as declined, coalesce(sum(expired), 0)::int as expired
  from (
    select placed, confirmed, revenue_minor, declined, expired from order_hours where starts_at >= ${from} and starts_at < ${liveFrom}
    union all ${countBetween(liveFrom, until)}
  ) parts`
