import { expect, test } from 'vitest'
import {
  averageMinor,
  axisTop,
  changeSince,
  conversion,
  type DayFigures,
  percent,
  shortMoney,
} from './figures.ts'

const day: DayFigures = {
  placed: 8,
  confirmed: 6,
  revenueMinor: 10_000,
  declined: 1,
  expired: 1,
  refunds: 0,
  refundedMinor: 0,
  lostMinor: 0,
}
const nothing: DayFigures = {
  placed: 0,
  confirmed: 0,
  revenueMinor: 0,
  declined: 0,
  expired: 0,
  refunds: 0,
  refundedMinor: 0,
  lostMinor: 0,
}

test('the average is in whole minor units, and without an order there is none', () => {
  expect(averageMinor(day)).toBe(1667)
  expect(averageMinor(nothing)).toBeNull()
})

test('conversion is paid over placed orders, and before the first attempt there is none', () => {
  expect(conversion(day)).toBe(0.75)
  expect(conversion(nothing)).toBeNull()
  expect(percent(0.75)).toBe('75%')
})

test.each([
  [5, 3, 'more', 'up', true],
  [3, 5, 'more', 'down', false],
  [5, 3, 'less', 'up', false],
  [3, 5, 'less', 'down', true],
  [5, 3, 'neither', 'up', undefined],
] as const)('%i after %i, where %s is better, points %s', (now, before, better, direction, good) => {
  expect(changeSince(now, before, better, String)).toEqual({
    direction,
    text: `${before} yesterday by now`,
    ...(good !== undefined && { good }),
  })
})

test('an equal figure has no direction', () => {
  expect(changeSince(3, 3, 'more', String)).toEqual({ direction: 'flat', text: 'same as yesterday by now' })
})

test('an axis shortens money', () => {
  expect(shortMoney(123_456, 'GBP')).toBe('£1.2k')
  expect(shortMoney(5000, 'GBP')).toBe('£50')
})

test.each([
  [0, 4, 4],
  [13, 4, 20],
  [57_040, 4000, 80_000],
  [9, 4, 10],
  [400, 4, 400],
])('an axis for %i, at least %i, ends at %i', (most, least, top) => {
  expect(axisTop(most, least)).toBe(top)
})
