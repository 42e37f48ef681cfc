import { expect, test } from 'vitest'
import type { Rate } from './carrier.ts'
import { chooseRate } from './choose-rate.ts'

const rate = (carrier: string, service: string, amount: number, most: number, least = most): Rate => ({
  carrier,
  service,
  amount: { amount, currency: 'GBP' },
  workingDays: { least, most },
})
const home = { method: 'standard', country: 'GB', currency: 'GBP' }
const chosen = (rates: Rate[], asked = home) => chooseRate(rates, asked)?.service ?? null

const slow = rate('Snail', 'slow', 100, 9)
const fair = rate('Royal', 'fair', 300, 4)
const fast = rate('Swift', 'fast', 900, 1)

test('the cheapest service that keeps what was promised is taken, and a cheaper one that is too slow is not', () => {
  expect(chosen([slow, fair, fast])).toBe('fair')
  expect(chosen([slow, fair, fast], { ...home, method: 'express' })).toBe('fast')
  expect(chosen([slow, fair, fast], { ...home, country: 'US' })).toBe('slow')
})

test('of two that cost the same the faster is taken, then the first by name, in whatever order they come', () => {
  const faster = rate('Royal', 'faster', 300, 2)
  const alike = rate('Albion', 'zed', 300, 2)
  expect(chosen([fair, faster])).toBe('faster')
  for (const rates of [
    [alike, faster],
    [faster, alike],
  ])
    expect(chosen(rates)).toBe('zed')
  expect(chosen([rate('Royal', 'b', 300, 2), rate('Royal', 'a', 300, 2)])).toBe('a')
})

test('where none keeps it, and in another currency, there is none', () => {
  expect(chosen([slow])).toBeNull()
  expect(chosen([])).toBeNull()
  expect(chosen([fair], { ...home, currency: 'EUR' })).toBeNull()
  expect(chosen([fair], { ...home, method: 'pigeon' })).toBeNull()
})
