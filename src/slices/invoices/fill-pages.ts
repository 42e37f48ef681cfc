import type { Invoice, InvoiceLine } from './invoice.ts'

/** The number of lines that a text takes in its column. */
export type Measure = {
  name: (text: string) => number
  sku: (text: string) => number
  address: (text: string) => number
}

/**
 * The room for lines in points: under the invoice's head, and on a page without one. The numbers are measured on the drawing, less two
 * lines, because the renderer sometimes breaks a text once more than was measured.
 */
const FIRST_PAGE_POINTS = 432
const NEXT_PAGES_POINTS = 677

/** The lines of an address that fit into the head as it was measured. */
const ADDRESS_LINES = 9
/** The lines of the facts beside it, without their labels. */
const FACT_LINES = 4

/** Every line is as high, small letters or not: 9.5 points times 1.35. */
const LINE_POINTS = 12.83
const ROW_MARGIN_POINTS = 10.5

/**
 * Divides the lines into pages by their height, because one long flow takes four times as long to lay out. Seller, buyer and facts stand side
 * by side in the head, which is as high as the highest of them.
 */
export function fillPages(
  { lines, billedTo, seller, facts }: Pick<Invoice, 'lines' | 'billedTo' | 'seller' | 'facts'>,
  measure: Measure,
): InvoiceLine[][] {
  const high = (address: readonly string[]) => address.reduce((sum, line) => sum + measure.address(line), 0)
  const headLines = Math.max(
    ADDRESS_LINES,
    high(billedTo),
    high(seller),
    ADDRESS_LINES + high(facts.flatMap(fact => fact.lines)) - FACT_LINES,
  )
  let left = FIRST_PAGE_POINTS - (headLines - ADDRESS_LINES) * LINE_POINTS
  const pages: InvoiceLine[][] = [[]]
  for (const line of lines) {
    const height = ROW_MARGIN_POINTS + LINE_POINTS * (measure.name(line.name) + measure.sku(line.sku))
    if (height > left) {
      pages.push([])
      left = NEXT_PAGES_POINTS
    }
    pages.at(-1)?.push(line)
    left -= height
  }
  return pages
}
