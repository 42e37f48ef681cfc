import { FileTotals, pounds, type RowTotals } from './file-totals.ts'
import type { Matched } from './match-cancellations.ts'
import type { Archive } from './read-invoices.ts'
import type { Booked, Reconciled } from './reconcile.ts'

const MICROS_A_PENNY = 10_000n

/** The replayed rows, the rows left out with reasons, and the result in the shop's books. */
export function report(archive: Archive, matched: Matched, reconciled: Reconciled): string[] {
  const { all, sold, bad } = archive.totals
  const takenBack = matched.matches.map(match => match.cancellation.totals.sum())
  const skipped = Map.groupBy(matched.skipped, one => one.reason)
  return [
    '',
    line('', 'rows', 'invoices', 'units', 'value'),
    of('In the file', all.sum()),
    of('Placed as orders', sold.sum()),
    of('Refunded', sumOf(takenBack)),
    ...[...skipped].map(([reason, some]) =>
      of(`Skipped: ${reason}`, sumOf(some.map(one => one.cancellation.totals.sum()))),
    ),
    ...[...bad].map(([reason, totals]) => of(`Skipped: ${reason}`, totals.sum())),
    '',
    of('Sold, by the shop’s books', booked(reconciled.sold, 1n)),
    of('Refunded, by the shop’s books', booked(reconciled.refunded, -1n)),
    '',
    ...(reconciled.differences.length
      ? ['The shop and the file differ:', ...reconciled.differences.map(difference => `  ${difference}`)]
      : ['The shop and the file agree to the penny.']),
  ]
}

/** Everything that was in the file is accounted for: placed, refunded or skipped. */
export function unaccounted(archive: Archive, matched: Matched): RowTotals {
  const { all, sold, bad } = archive.totals
  const cancellations = [
    ...matched.matches.map(match => match.cancellation),
    ...matched.skipped.map(one => one.cancellation),
  ]
  const parts = sumOf([
    sold.sum(),
    ...cancellations.map(one => one.totals.sum()),
    ...[...bad.values()].map(totals => totals.sum()),
  ])
  const whole = all.sum()
  return {
    rows: whole.rows - parts.rows,
    invoices: 0,
    units: whole.units - parts.units,
    valueMicros: whole.valueMicros - parts.valueMicros,
  }
}

function sumOf(totals: RowTotals[]): RowTotals {
  return totals.reduce(
    (sum, one) => ({
      rows: sum.rows + one.rows,
      invoices: sum.invoices + one.invoices,
      units: sum.units + one.units,
      valueMicros: sum.valueMicros + one.valueMicros,
    }),
    new FileTotals().sum(),
  )
}

function booked({ orders, units, valueMinor }: Booked, sign: bigint): Omit<RowTotals, 'rows'> {
  return { invoices: orders, units: sign * units, valueMicros: sign * valueMinor * MICROS_A_PENNY }
}

function of(what: string, totals: Omit<RowTotals, 'rows'> & { rows?: number }): string {
  const number = (value: number | bigint) => value.toLocaleString('en-GB').replace('-', '−')
  return line(
    what,
    totals.rows === undefined ? '' : number(totals.rows),
    number(totals.invoices),
    number(totals.units),
    pounds(totals.valueMicros),
  )
}

function line(what: string, ...columns: string[]): string {
  return `  ${what.padEnd(50)}${columns.map(column => column.padStart(15)).join('')}`.trimEnd()
}
