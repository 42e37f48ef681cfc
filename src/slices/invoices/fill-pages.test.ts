import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawInvoice } from './draw-invoice.tsx'
import { invoice } from './test-invoice.ts'
import { textOfPdf } from './test-pdf.ts'

const [line] = invoice.lines
const words = (text: fc.Arbitrary<string>) =>
  fc.array(text, { minLength: 1, maxLength: 14 }).map(list => list.join(' '))
const typed = words(
  fc.oneof(fc.stringMatching(/^[A-Za-z]{2,18}$/), fc.constantFrom('Łódź', '東京都千代田区', 'סנדל')),
)

/** The SKUs on each page, in order. */
const linesOnPages = (pdf: Buffer) =>
  textOfPdf(pdf)
    .split(/page \d+ of \d+/)
    .slice(0, -1)
    .map(text => text.match(/SKU-\d+\./g) ?? [])

test('however long the address and the names are, a page ends because it is full', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(typed, { minLength: 2, maxLength: 8 }),
      fc.array(typed, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 8, max: 40 }),
      async (billedTo, names, count) => {
        const lines = Array.from({ length: count }, (_, at) => ({
          sku: `SKU-${at}.`,
          name: names[at % names.length] ?? '',
          quantity: '1',
          unitPrice: '£1.00',
          total: line?.total ?? '',
        }))
        const pages = linesOnPages(await drawInvoice({ ...invoice, billedTo, lines }))
        expect(pages.flat()).toEqual(lines.map(({ sku }) => sku))
        // A row of five lines of a name is 90 points high, and under the longest head is room for three of them.
        for (const page of pages.slice(0, pages.at(-1)?.length ? -1 : -2))
          expect(page.length, JSON.stringify(pages.map(({ length }) => length))).toBeGreaterThanOrEqual(3)
      },
    ),
    { numRuns: 5, endOnFailure: true },
  )
})
