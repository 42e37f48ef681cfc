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

/** The report for a spreadsheet (RFC 4180), sums in minor units. No value holds a comma, a quotation mark or a line break. */
export const liabilityCsv = (months: readonly LiabilityMonth[]): string =>
  [columns.join(','), ...months.map(month => columns.map(column => month[column]).join(',')), ''].join('\r\n')
