import type { Invoice } from './read-invoices.ts'

/** Why a cancellation is not replayed as a refund. */
export const skippedCancellations = [
  'customer unknown',
  'cancels part of an order',
  'original outside the days replayed',
] as const
export type SkippedCancellation = (typeof skippedCancellations)[number]

export type Match = { cancellation: Invoice; sale: Invoice }
export type Matched = { matches: Match[]; skipped: { cancellation: Invoice; reason: SkippedCancellation }[] }

/**
 * Finds for each cancellation the whole order that it takes back: the newest one before it, of the same customer, with the very same
 * lines. The archive does not name the order, and the shop refunds whole orders only, so all others are left out.
 */
export function matchCancellations(cancellations: Invoice[], sales: Invoice[]): Matched {
  const byCustomer = Map.groupBy(sales, sale => sale.customer)
  const taken = new Set<string>()
  const matched: Matched = { matches: [], skipped: [] }
  for (const cancellation of cancellations) {
    const skip = (reason: SkippedCancellation) => matched.skipped.push({ cancellation, reason })
    if (cancellation.customer === null) {
      skip('customer unknown')
      continue
    }
    const before = (byCustomer.get(cancellation.customer) ?? []).filter(sale => sale.at <= cancellation.at)
    const whole = before.findLast(sale => !taken.has(sale.number) && sameLines(sale, cancellation))
    if (whole) {
      taken.add(whole.number)
      matched.matches.push({ cancellation, sale: whole })
    } else
      skip(
        before.some(sale => shareALine(sale, cancellation))
          ? 'cancels part of an order'
          : 'original outside the days replayed',
      )
  }
  return matched
}

function sameLines(a: Invoice, b: Invoice): boolean {
  const units = new Map(a.lines.map(line => [line.sku, line.units]))
  return a.lines.length === b.lines.length && b.lines.every(line => units.get(line.sku) === line.units)
}

function shareALine(a: Invoice, b: Invoice): boolean {
  const skus = new Set(a.lines.map(line => line.sku))
  return b.lines.some(line => skus.has(line.sku))
}
