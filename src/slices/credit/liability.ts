import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { addDays, SHOP_TIME_ZONE, startOfDay } from '#platform/lib/calendar-days.ts'
import { type CreditKind, creditKinds } from './schema.ts'

/** Five years in one answer. */
export const MOST_MONTHS = 60

/** What changed the debt within a period, in minor units: each is counted in the direction of its name. */
type Moves = {
  /** Cards that were issued, and store credit that was given. */
  issued: number
  /** Taken by orders, less what came back from those that ended without a sale. */
  spent: number
  refunded: number
  /** By hand, up or down. */
  adjusted: number
  expired: number
}

/** A month, or the part of it that lies within the days asked for: opening + issued − spent + refunded + adjusted − expired = closing. */
export type LiabilityMonth = Moves & {
  /** `2026-11` */
  month: string
  from: string
  to: string
  kind: CreditKind
  currency: string
  opening: number
  closing: number
}

const NOTHING: Moves = { issued: 0, spent: 0, refunded: 0, adjusted: 0, expired: 0 }

/** What the shop owed to the holders of gift cards and store credit, by month from one day to another, both included. It is read from the entries alone, so it is exact for any day, however long ago. */
export async function readLiability(
  db: DbOrTx,
  { from, to }: { from: string; to: string },
): Promise<LiabilityMonth[]> {
  const rows = await movesByMonth(db, { from, to })
  const kept = new Map(rows.map(row => [`${row.kind} ${row.currency} ${row.month ?? 'before'}`, row]))
  const currencies = [...new Set([SHOP_CURRENCY, ...rows.map(({ currency }) => currency)])].sort()
  return creditKinds.flatMap(kind =>
    currencies.flatMap(currency => {
      let opening = kept.get(`${kind} ${currency} before`)?.balance ?? 0
      return monthsOf(from, to).map(period => {
        const { balance = 0, ...moves } = kept.get(`${kind} ${currency} ${period.month}`) ?? NOTHING_MOVED
        const month = { ...period, ...moves, kind, currency, opening, closing: opening + balance }
        opening = month.closing
        return month
      })
    }),
  )
}

const NOTHING_MOVED = { ...NOTHING, balance: 0 }

type MonthRow = Moves & { kind: CreditKind; currency: string; month: string | null; balance: number }

/** Each month's moves, and everything before the first day as one row without a month. */
async function movesByMonth(db: DbOrTx, { from, to }: { from: string; to: string }): Promise<MonthRow[]> {
  const [begin, end] = [from, addDays(to, 1)].map(day => startOfDay(SHOP_TIME_ZONE, day).toISOString())
  const rows = await db.execute<
    Record<keyof Moves | 'balance', string> & Pick<MonthRow, 'kind' | 'currency' | 'month'>
  >(sql`
    select a.kind, a.currency, case when e.at >= ${begin}::timestamptz then to_char(e.at at time zone ${SHOP_TIME_ZONE}, 'YYYY-MM') end as month,
      sum(e.amount_minor)::text as balance,
      coalesce(sum(e.amount_minor) filter (where e.kind in ('issue', 'grant')), 0)::text as issued,
      coalesce(-sum(e.amount_minor) filter (where e.kind in ('hold', 'release')), 0)::text as spent,
      coalesce(sum(e.amount_minor) filter (where e.kind = 'refund'), 0)::text as refunded,
      coalesce(sum(e.amount_minor) filter (where e.kind = 'adjust'), 0)::text as adjusted,
      coalesce(-sum(e.amount_minor) filter (where e.kind = 'expire'), 0)::text as expired
    from credit_entries e join credit_accounts a on a.id = e.account_id
    where e.at < ${end}::timestamptz
    group by 1, 2, 3`)
  return rows.map(({ kind, currency, month, balance, issued, spent, refunded, adjusted, expired }) => ({
    kind,
    currency,
    month,
    balance: Number(balance),
    issued: Number(issued),
    spent: Number(spent),
    refunded: Number(refunded),
    adjusted: Number(adjusted),
    expired: Number(expired),
  }))
}

/** The months from one day to another; the first and the last may be parts of theirs. */
export function monthsOf(from: string, to: string): { month: string; from: string; to: string }[] {
  const months: { month: string; from: string; to: string }[] = []
  for (let begin = from; begin <= to && months.length <= MOST_MONTHS; ) {
    const next = addDays(`${begin.slice(0, 7)}-01`, 31).slice(0, 8)
    const last = addDays(`${next}01`, -1)
    months.push({ month: begin.slice(0, 7), from: begin, to: last < to ? last : to })
    begin = `${next}01`
  }
  return months
}
