import { expect, test } from 'vitest'
import { leftOutWords, shortWords } from './notice-words.ts'

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
