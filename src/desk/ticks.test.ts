import { expect, test } from 'vitest'
import { withTicks } from './ticks.ts'

test('ticking adds rows and leaves the others, and unticking takes them out', () => {
  const one = withTicks(new Set(), ['a'], true)
  const all = withTicks(one, ['a', 'b', 'c'], true)
  expect([...all]).toEqual(['a', 'b', 'c'])
  expect([...withTicks(all, ['b'], false)]).toEqual(['a', 'c'])
  expect([...one]).toEqual(['a'])
})
