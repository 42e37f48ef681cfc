import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { paidOf, ratesOf, readRows } from './read-rows.ts'
import type { Span } from './span.ts'

export const accounts = ['payments', 'refunds', 'credit', 'sales', 'discounts', 'delivery', 'tax'] as const
export type Account = (typeof accounts)[number]

/** What was booked to an account on a day, on both sides, in minor units. */
export type JournalEntry = {
  day: string
  account: Account
  /** Which tax, of the account for tax. */
  tax: { country: string; name: string; rateBasisPoints: number } | null
  currency: string
  debitMinor: number
  creditMinor: number
}

type Read = {
  day: string
  account: Account
  country: string | null
  name: string | null
  rate: number | null
  currency: string
  debit: string
  credit: string
}

/**
 * The bookings of each day by account, from the documents that were issued on it. An invoice is paid when it is written, so it books the payment
 * and what was sold for it; what gift cards and store credit paid is booked against what the shop owes. A credit note books the same the other way round, against the refund, and its cancellation takes that back.
 */
export async function readJournal(db: Db, span: Span): Promise<JournalEntry[]> {
  const rows = await readRows<Read>(db, bookedOf(span))
  const entries = rows.map(({ day, account, country, name, rate, currency, debit, credit }) => ({
    day,
    account,
    tax: country === null ? null : { country, name: name ?? 'Tax', rateBasisPoints: rate ?? 0 },
    currency,
    debitMinor: Number(debit),
    creditMinor: Number(credit),
  }))
  for (const [day, of] of Map.groupBy(entries, entry => `${entry.day} ${entry.currency}`))
    assert(
      of.reduce((sum, entry) => sum + entry.debitMinor - entry.creditMinor, 0) === 0,
      `${day} is in balance`,
    )
  return entries
}

/** The sides of a document's bookings. Discounts are taken off what was sold at its full price. */
const bookedOf = (span: Span) => sql`
  select day, account, booked.country, booked.name, booked.rate, currency, coalesce(sum(debit), 0)::bigint as debit, coalesce(sum(credit), 0)::bigint as credit
  from (
    select r.day, r.currency, sold.* from (${ratesOf(span)}) r cross join lateral (values
    (4, 'sales', null, null, null, case kind when 'credit_note' then base - delivery end, case when kind <> 'credit_note' then base - delivery + discount end),
    (5, 'discounts', null, null, null, case when kind <> 'credit_note' then discount end, null),
    (6, 'delivery', null, null, null, case kind when 'credit_note' then delivery end, case when kind <> 'credit_note' then delivery end),
    (7, 'tax', country, name, rate, case kind when 'credit_note' then tax end, case when kind <> 'credit_note' then tax end)
    ) as sold(place, account, country, name, rate, debit, credit)
    union all
    select p.day, p.currency, paid.* from (${paidOf(span)}) p cross join lateral (values
    (1, 'payments', null, null, null::int, case kind when 'invoice' then total - by_credit end, null::bigint),
    (2, 'refunds', null, null, null, case kind when 'reversal' then total - by_credit end, case kind when 'credit_note' then total - by_credit end),
    (3, 'credit', null, null, null, case when kind <> 'credit_note' then by_credit end, case kind when 'credit_note' then by_credit end)
    ) as paid(place, account, country, name, rate, debit, credit)
  ) as booked
  where debit <> 0 or credit <> 0
  group by day, currency, place, account, booked.country, booked.name, booked.rate order by day, currency, place, booked.country, booked.rate desc, booked.name`
