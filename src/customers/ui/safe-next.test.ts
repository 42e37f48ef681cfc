import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test('a path on this site is followed', () => {
  expect(safeNext('/checkout?from=cart#card')).toBe('/checkout?from=cart#card')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'checkout',
  '',
  undefined,
])('%j leads to the order history instead', next => {
  expect(safeNext(next)).toBe('/account/orders')
})
