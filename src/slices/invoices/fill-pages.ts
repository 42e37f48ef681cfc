import type { InvoiceLine } from './invoice.ts'

/** The room for lines in points: under the invoice's head, and on a page without one. The numbers are measured on the drawing. */
const FIRST_PAGE_POINTS = 450
const NEXT_PAGES_POINTS = 690

/** The number of letters of a name that surely fit beside the other columns, and the heights of a row and of each further line. */
const LETTERS_A_LINE = 50
/** Unicode has the scripts of East Asia from here on. Their letters are twice as wide. */
const FIRST_WIDE_LETTER = '\u2e80'
const ROW_POINTS = 35
const FURTHER_LINE_POINTS = 13

/**
 * Divides the lines into pages by their estimated height, because one long flow takes four times as long to lay out.
 * Names with wide letters may make a page too full; it then continues on one more.
 */
export function fillPages(lines: readonly InvoiceLine[]): InvoiceLine[][] {
  const pages: InvoiceLine[][] = [[]]
  let left = FIRST_PAGE_POINTS
  for (const line of lines) {
    const height = ROW_POINTS + FURTHER_LINE_POINTS * Math.floor(lettersOf(line.name) / LETTERS_A_LINE)
    if (height > left) {
      pages.push([])
      left = NEXT_PAGES_POINTS
    }
    pages.at(-1)?.push(line)
    left -= height
  }
  return pages
}

function lettersOf(name: string): number {
  return Array.from(name).reduce((sum, letter) => sum + (letter < FIRST_WIDE_LETTER ? 1 : 2), 0)
}
