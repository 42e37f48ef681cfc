import { expect, test } from 'vitest'
import { cartOf } from './cart.ts'

const line = (quantity: number, available: number, amount = 3_200) => ({
  sku: `SKU-${quantity}-${available}`,
  slug: 'board',
  name: 'Board',
  options: {},
  imageUrl: null,
  quantity,
  unitPrice: { amount, currency: 'GBP' },
  seenPrice: { amount, currency: 'GBP' },
  reduction: null,
  available,
  later: null,
  isSold: true,
})

test.each([
  ['everything is there', [line(2, 5)], 6_400, 2],
  ['a line is sold out', [line(1, 0), line(1, 9, 500)], 500, 2],
  ['fewer are left than wanted', [line(3, 2)], 6_400, 3],
  ['an item is no longer sold', [line(1, 0)], 0, 1],
])('the subtotal is what can be bought: %s', (_, lines, subtotalMinor, count) => {
  const cart = cartOf(lines)
  expect([cart.subtotal.amount, cart.count]).toEqual([subtotalMinor, count])
})
