import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type RestEnv, restRoutes } from '#platform/rest/routes.ts'
import { journalCsv, taxCsv } from '../reports/csv.ts'
import { type JournalEntry, readJournal } from '../reports/journal.ts'
import { readTaxReport, type TaxRow } from '../reports/tax-report.ts'
import { journalRoute, taxRoute } from './routes.ts'

/** The reports for programs with a key. */
export function reportsRest(): OpenAPIHono<RestEnv> {
  const routes = restRoutes()
  routes.openapi(taxRoute, async c => {
    const span = c.req.valid('query')
    const rows = await readTaxReport(c.get('ctx').db, span)
    if (wantsCsv(c)) return c.body(taxCsv(rows), 200, csvHeaders(`tax-${span.from}-${span.to}`))
    return c.json({ ...span, rates: rows.map(rateOf) }, 200)
  })
  routes.openapi(journalRoute, async c => {
    const span = c.req.valid('query')
    const entries = await readJournal(c.get('ctx').db, span)
    if (wantsCsv(c)) return c.body(journalCsv(entries), 200, csvHeaders(`journal-${span.from}-${span.to}`))
    return c.json({ ...span, entries: entries.map(entryOf) }, 200)
  })
  return routes
}

const wantsCsv = (c: Context) => /\btext\/csv\b/i.test(c.req.header('accept') ?? '')

const csvHeaders = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
  'cache-control': 'no-store',
})

function rateOf(row: TaxRow) {
  const money = (amount: number) => ({ amount, currency: row.currency })
  const { country, name, rateBasisPoints, treatment } = row
  return {
    country,
    name,
    rateBasisPoints,
    treatment,
    invoiced: money(row.invoicedMinor),
    invoicedTax: money(row.invoicedTaxMinor),
    credited: money(row.creditedMinor),
    creditedTax: money(row.creditedTaxMinor),
    sales: money(row.invoicedMinor - row.creditedMinor),
    salesTax: money(row.invoicedTaxMinor - row.creditedTaxMinor),
  }
}

function entryOf({ day, account, tax, currency, debitMinor, creditMinor }: JournalEntry) {
  return {
    day,
    account,
    tax,
    debit: { amount: debitMinor, currency },
    credit: { amount: creditMinor, currency },
  }
}
