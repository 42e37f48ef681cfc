/** The rows that are deleted when they have served, and after how long. Orders, events, payments, ledger and books are kept for good. */
export type KeptRows = {
  what: string
  keptDays: number
  /** Deletes at most `$2` rows that were done with before `$1`, and answers with their number as `count`. */
  expire: string
}

/** A table whose rows have served at one moment. */
const rowsOf = (table: string, key: string, doneWith: string) => `
  with gone as (delete from ${table} where ${key} in (select ${key} from ${table} where ${doneWith} limit $2) returning 1)
  select count(*)::int as count from gone`

export const keptRows: readonly KeptRows[] = [
  {
    // A count of requests is worth nothing after its span, at most a day.
    what: 'counted requests',
    keptDays: 1,
    expire: rowsOf('rate_limits', 'key', 'expire < extract(epoch from $1::timestamptz) * 1000'),
  },
  {
    what: 'counted attempts to buy',
    keptDays: 1,
    expire: rowsOf(
      'order_attempts',
      'party',
      "open = '{}' and window_ends_at < $1::timestamptz and coalesce(closed_until, window_ends_at) < $1::timestamptz",
    ),
  },
  {
    what: 'places in the lines of launches that are over',
    keptDays: 30,
    expire: `
      with gone as (
        delete from line_tickets where (launch_id, number) in (
          select t.launch_id, t.number from line_tickets t join launches l on l.id = t.launch_id
          where l.closed_at < $1::timestamptz limit $2) returning 1)
      select count(*)::int as count from gone`,
  },
  {
    // A visitor who left nothing but a session and a cart leaves with the session; one who ordered stays, for the order's sake.
    what: 'sessions and visitors without orders',
    keptDays: 30,
    expire: `
      with gone as (
        delete from sessions where id in (select id from sessions where expires_at < $1::timestamptz order by expires_at limit $2) returning customer_id
      ), left_behind as (
        delete from customers c where c.id in (select customer_id from gone) and c.is_anonymous
          and not exists (select from sessions s where s.customer_id = c.id and s.expires_at >= $1::timestamptz)
          and not exists (select from orders o where o.customer_id = c.id)
      )
      select count(*)::int as count from gone`,
  },
  {
    what: 'sign-in verifications',
    keptDays: 1,
    expire: rowsOf('verifications', 'id', 'expires_at < $1::timestamptz'),
  },
  {
    // The bank sends again for three days; staff look at its events for some weeks. Events that were not processed stay.
    what: "the bank's webhooks",
    keptDays: 90,
    expire: rowsOf('webhook_events', 'id', 'received_at < $1::timestamptz and processed_at is not null'),
  },
  {
    // A refused one that nobody has replayed in so long says nothing that the warehouse was not asked about since.
    what: "the warehouse's call-backs",
    keptDays: 90,
    expire: rowsOf(
      'warehouse_callbacks',
      'id',
      'received_at < $1::timestamptz and (processed_at is not null or refusal is not null)',
    ),
  },
  {
    // Longer than a tab of the desk stays open with something unheard in it.
    what: "what became of the desk's actions",
    keptDays: 30,
    expire: rowsOf('desk_actions', 'id', 'begun_at < $1::timestamptz'),
  },
  {
    // Nobody confirmed it: a slip, or somebody else's address.
    what: 'unconfirmed wishes for a letter',
    keptDays: 2,
    expire: rowsOf('stock_alerts', 'id', 'asked_at < $1::timestamptz and confirmed_at is null'),
  },
  {
    what: 'answered wishes for a letter',
    keptDays: 30,
    expire: rowsOf('stock_alerts', 'id', 'told_at < $1::timestamptz'),
  },
  {
    // Nobody waits any longer for goods that have not come back in a year.
    what: 'wishes for a letter that were never answered',
    keptDays: 365,
    expire: rowsOf('stock_alerts', 'id', 'confirmed_at < $1::timestamptz and told_at is null'),
  },
  {
    what: "processes' rests from the bank",
    keptDays: 1,
    expire: rowsOf('provider_rests', 'process', 'until < $1::timestamptz'),
  },
  {
    // Staff look back at an outage for some weeks; a row a minute at most.
    what: 'minutes in which orders were refused',
    keptDays: 90,
    expire: rowsOf('refused_orders', 'minute', 'minute < $1::timestamptz'),
  },
]
