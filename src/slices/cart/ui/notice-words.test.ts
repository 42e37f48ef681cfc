import { expect, test } from 'vitest'
import { lateWords, leftOutWords, shortWords } from './notice-words.ts'

test('each reason for which units were left out is told in words of its own', () => {
  expect(
    [
      { is: 'lines', most: 50 } as const,
      { is: 'most', most: 99 } as const,
      { is: 'own_most', most: 2 } as const,
      { is: 'not_sold' } as const,
      undefined,
    ].map(leftOutWords),
  ).toEqual([
    'a cart holds up to 50 different items',
    'an order holds up to 99 of one item',
    'this item is limited to 2 per order',
    'we no longer sell it',
    'a cart holds up to 50 different items, and 99 of each',
  ])
})

test('an item that is no longer sold is not called sold out', () => {
  expect([
    shortWords({ available: 2, isSold: true }),
    shortWords({ available: 0, isSold: true }),
    shortWords({ available: 0, isSold: false }),
  ]).toEqual(['Only 2 left', 'Sold out', 'No longer sold'])
})

test('a line says which of its units are not in stock, and from when they leave', () => {
  const later = { onShelf: 1, expectedOn: '2026-12-11' }
  expect(lateWords({ quantity: 1, available: 5, later })).toBeNull()
  expect(lateWords({ quantity: 3, available: 5, later })).toBe(
    '2 of them not in stock now; leave from Fri 11 Dec',
  )
  expect(lateWords({ quantity: 9, available: 5, later })).toContain('4 of them')
  expect(lateWords({ quantity: 2, available: 5, later: { ...later, onShelf: 0 } })).toBe(
    'Not in stock now; leaves from Fri 11 Dec',
  )
  expect(lateWords({ quantity: 2, available: 5, later: null })).toBeNull()
})
