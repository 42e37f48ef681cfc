import { csvOf } from '#platform/lib/csv.ts'
import type { LiabilityMonth } from './liability.ts'

const columns = [
  'month',
  'from',
  'to',
  'kind',
  'currency',
  'opening',
  'issued',
  'spent',
  'refunded',
  'adjusted',
  'expired',
  'closing',
] as const satisfies (keyof LiabilityMonth)[]

/** The report for a spreadsheet, sums in minor units. */
export const liabilityCsv = (months: readonly LiabilityMonth[]): string =>
  csvOf(
    columns,
    months.map(month => columns.map(column => month[column])),
  )
