import { expect, test } from 'vitest'
import { cardNumberPaths } from '#platform/fields/card-numbers.ts'
import { browseInput } from '#slices/catalog/browse-input.ts'
import { MAX_QUERY_LENGTH } from '#slices/catalog/browsing.ts'
import { browseInputs, queryIn } from './browse-params.ts'

test('for any text in an address, the page asks the shop only what it can answer', () => {
  const query = queryIn(['mug 4242 4242 4242 4242', 'x'.repeat(500)])
  expect(query).toHaveLength(MAX_QUERY_LENGTH)
  const wild = [
    '',
    'Moss',
    'y'.repeat(100),
    '5555-5555-5555-4444',
    ...Array.from({ length: 50 }, (_, n) => `${n}`),
  ]
  const inputs = browseInputs(
    { query },
    { colour: wild, size: wild, price: wild, stock: false, sort: 'best', page: 9_999, typed: true },
  )
  for (const input of inputs) {
    expect(browseInput.safeParse(input).success).toBe(true)
    expect(cardNumberPaths(input)).toEqual([])
  }
  expect(inputs[0]?.query).toMatch(/^mug +x+$/)
  expect(inputs[0]?.filters.colours).toContain('Moss')
})

test('a search for a card number alone becomes an empty search', () => {
  expect(queryIn(' 4242424242424242 ')).toBe('')
})
