import { csvOf } from '#platform/lib/csv.ts'
import type { JournalEntry } from './journal.ts'
import type { TaxRow } from './tax-report.ts'

/** `1234.50`: with a point and no sign of the currency, which has a column of its own. */
function decimal(amountMinor: number, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions()
  return (amountMinor / 10 ** digits).toFixed(digits)
}

const percentOf = (basisPoints: number) => String(basisPoints / 100)

export function taxCsv(rows: readonly TaxRow[]): string {
  return csvOf(
    [
      'country',
      'tax',
      'rate_percent',
      'treatment',
      'currency',
      'invoiced',
      'invoiced_tax',
      'credited',
      'credited_tax',
      'sales',
      'sales_tax',
    ],
    rows.map(row => [
      row.country,
      row.name,
      percentOf(row.rateBasisPoints),
      row.treatment,
      row.currency,
      ...[
        row.invoicedMinor,
        row.invoicedTaxMinor,
        row.creditedMinor,
        row.creditedTaxMinor,
        row.invoicedMinor - row.creditedMinor,
        row.invoicedTaxMinor - row.creditedTaxMinor,
      ].map(minor => decimal(minor, row.currency)),
    ]),
  )
}

export function journalCsv(entries: readonly JournalEntry[]): string {
  return csvOf(
    ['day', 'account', 'country', 'tax', 'rate_percent', 'currency', 'debit', 'credit'],
    entries.map(({ day, account, tax, currency, debitMinor, creditMinor }) => [
      day,
      account,
      tax?.country ?? '',
      tax?.name ?? '',
      tax ? percentOf(tax.rateBasisPoints) : '',
      currency,
      decimal(debitMinor, currency),
      decimal(creditMinor, currency),
    ]),
  )
}
