import { expect, it } from 'vitest'
import { allowedDistance, oneEditAway, wordDistance } from './spelling.ts'

it.each([
  ['mgu', 'mug', 1],
  ['stonware', 'stoneware', 1],
  ['vaze', 'vase', 1],
  ['lammp', 'lamp', 1],
  ['candelstik', 'candlestick', 2],
  ['mug', 'mug', 0],
  ['rug', 'mug', 2],
  ['', 'mug', 4],
])('the distance from "%s" to "%s" is %i', (one, other, distance) => {
  expect(wordDistance(one, other)).toBe(distance)
})

it('the search tries every word one edit away once, and never the word itself', () => {
  const tried = oneEditAway('mgu')
  expect(tried).toEqual(expect.arrayContaining(['mug', 'mu', 'mgus', 'mgo', 'amgu']))
  expect(tried).not.toContain('mgu')
  expect(new Set(tried).size).toBe(tried.length)
  expect(tried.length).toBeLessThanOrEqual(54 * 3 + 25)
})

it('a shorter word may have fewer slips', () => {
  expect(['ab', 'mug', 'stonware', 'candlestik'].map(allowedDistance)).toEqual([0, 1, 1, 2])
})
