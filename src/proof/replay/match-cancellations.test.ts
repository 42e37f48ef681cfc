import { expect, test } from 'vitest'
import { FileTotals } from './file-totals.ts'
import { matchCancellations } from './match-cancellations.ts'
import type { Invoice } from './read-invoices.ts'

const invoice = (
  number: string,
  at: string,
  lines: Record<string, number>,
  customer: string | null = '1',
): Invoice => ({
  number,
  at: `2010-12-${at}`,
  customer,
  country: 'United Kingdom',
  lines: Object.entries(lines).map(([sku, units]) => ({ sku, units })),
  totals: new FileTotals(),
})

const outcome = (cancellations: Invoice[], sales: Invoice[]) => {
  const { matches, skipped } = matchCancellations(cancellations, sales)
  return [...matches.map(match => match.sale.number), ...skipped.map(one => one.reason)]
}

test('a cancellation of every line takes back the newest such order before it, and each only once', () => {
  const sales = [
    invoice('1', '01', { a: 2, b: 1 }),
    invoice('2', '02', { b: 1, a: 2 }),
    invoice('3', '09', { a: 2, b: 1 }),
  ]
  const cancels = [
    invoice('C4', '05', { a: 2, b: 1 }),
    invoice('C5', '06', { a: 2, b: 1 }),
    invoice('C6', '07', { a: 2, b: 1 }),
  ]
  expect(outcome(cancels, sales)).toEqual(['2', '1', 'cancels part of an order'])
})

test.each([
  ['fewer units', invoice('C2', '05', { a: 1, b: 1 }), 'cancels part of an order'],
  ['one of the lines', invoice('C2', '05', { a: 2 }), 'cancels part of an order'],
  ['other things', invoice('C2', '05', { c: 1 }), 'original outside the days replayed'],
  ['the order of a later day', invoice('C2', '00', { a: 2, b: 1 }), 'original outside the days replayed'],
  [
    'the order of somebody else',
    invoice('C2', '05', { a: 2, b: 1 }, '2'),
    'original outside the days replayed',
  ],
  ['an order of nobody known', invoice('C2', '05', { a: 2, b: 1 }, null), 'customer unknown'],
])('a cancellation of %s is skipped with its reason', (_, cancellation, reason) => {
  expect(outcome([cancellation], [invoice('1', '01', { a: 2, b: 1 })])).toEqual([reason])
})
