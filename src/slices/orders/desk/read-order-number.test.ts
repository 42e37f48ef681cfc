import { expect, test } from 'vitest'
import { readOrderNumber } from './read-order-number.ts'

test.each([
  'O-2K7F-9QXM',
  'o-2k7f-9qxm',
  ' O 2K7F 9QXM ',
  'O2K7F9QXM',
  '2K7F-9QXM',
  '0-2k7f-9qxm',
  '#O-2K7F-9QXM',
])('%j is the order O-2K7F-9QXM', typed => {
  expect(readOrderNumber(typed)).toBe('O-2K7F-9QXM')
})

test('letters outside the alphabet are read as the digits they look like', () => {
  expect(readOrderNumber('O-OIL2-AAAA')).toBe('O-0112-AAAA')
})

test.each(['', 'O-2K7F', 'O-2K7F-9QXM-1', '10482', 'UUUU-UUUU'])('%j is no order number', typed => {
  expect(readOrderNumber(typed)).toBeNull()
})
