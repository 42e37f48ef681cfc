import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import type { Treatment } from '#slices/pricing/rules.ts'
import { ratesOf, readRows } from './read-rows.ts'
import type { Span } from './span.ts'

/** Sales and tax of a country, rate and treatment. All sums are without the tax, in minor units. */
export type TaxRow = {
  country: string
  name: string
  rateBasisPoints: number
  treatment: Treatment
  currency: string
  /** What invoices say. */
  invoicedMinor: number
  invoicedTaxMinor: number
  /** What credit notes took off that, less those that were cancelled. */
  creditedMinor: number
  creditedTaxMinor: number
}

type Read = Record<'invoiced' | 'invoiced_tax' | 'credited' | 'credited_tax', string> & {
  country: string
  name: string
  rate: number
  treatment: Treatment
  currency: string
}

/** Sales and tax by country, rate and treatment, from the documents that were issued on these days. */
export async function readTaxReport(db: Db, span: Span): Promise<TaxRow[]> {
  const rows = await readRows<Read>(db, taxOf(span))
  return rows.map(row => ({
    country: row.country,
    name: row.name,
    rateBasisPoints: row.rate,
    treatment: row.treatment,
    currency: row.currency,
    invoicedMinor: Number(row.invoiced),
    invoicedTaxMinor: Number(row.invoiced_tax),
    creditedMinor: Number(row.credited),
    creditedTaxMinor: Number(row.credited_tax),
  }))
}

const SIGN = sql`case kind when 'reversal' then -1 else 1 end`
const taxOf = (span: Span) => sql`
  select country, name, rate, treatment, currency,
    coalesce(sum(base) filter (where kind = 'invoice'), 0)::bigint as invoiced,
    coalesce(sum(tax) filter (where kind = 'invoice'), 0)::bigint as invoiced_tax,
    coalesce(sum(${SIGN} * base) filter (where kind <> 'invoice'), 0)::bigint as credited,
    coalesce(sum(${SIGN} * tax) filter (where kind <> 'invoice'), 0)::bigint as credited_tax
  from (${ratesOf(span)}) r where base <> 0 or tax <> 0
  group by country, name, rate, treatment, currency order by country, currency, rate desc, treatment, name`
