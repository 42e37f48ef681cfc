import { expect, test } from 'vitest'
import { newCodes } from './new-codes.ts'

test('a code that stays in sight counts once, also when a picture in between is blurred', () => {
  const look = newCodes()
  expect(look(['5000000000017'], 0)).toEqual(['5000000000017'])
  expect(look(['5000000000017'], 200)).toEqual([])
  expect(look([], 400)).toEqual([])
  expect(look(['5000000000017'], 1_100)).toEqual([])
})

test('a code that comes back after a second counts again, and so does another one at any time', () => {
  const look = newCodes()
  look(['MUG'], 0)
  expect(look(['BOWL', 'BOWL'], 200)).toEqual(['BOWL'])
  expect(look(['MUG'], 1_200)).toEqual(['MUG'])
})
