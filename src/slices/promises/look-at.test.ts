import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalDays, laneOf } from '#slices/pricing/arrival-days.ts'
import { usualHours } from '#slices/pricing/dispatch-hours.ts'
import { keepableUntil, laterDays, type OnItsWay } from './look-at.ts'

const wayTo = (country: string, shippingMethod = 'standard') =>
  laneOf({ shippingMethod, shippingAddress: { country } })
const home: OnItsWay = { lane: wayTo('GB'), hours: usualHours, hasLeft: false }
const until = (way: OnItsWay, promisedBy: string, from: string) =>
  keepableUntil(way, promisedBy, new Date(from)).toISOString()

test('a parcel may leave until the last cut-off from which it can still be quick enough', () => {
  // Ordered on a Tuesday: two to four working days make Thursday to Monday.
  expect(until(home, '2026-12-07', '2026-12-01T10:00:00Z')).toBe('2026-12-03T16:00:00.000Z')
  expect(until(home, '2026-12-07', '2026-12-03T15:59:59Z')).toBe('2026-12-03T16:00:00.000Z')
  // At the cut-off itself it is too late, which is said by the moment itself.
  expect(until(home, '2026-12-07', '2026-12-03T16:00:00Z')).toBe('2026-12-03T16:00:00.000Z')
  expect(until(home, '2026-12-07', '2026-12-05T10:00:00Z')).toBe('2026-12-05T10:00:00.000Z')
})

test('a parcel on its way may arrive until the last day is over in the shop’s zone', () => {
  const left = { ...home, hasLeft: true }
  expect(until(left, '2026-12-07', '2026-12-03T16:00:00Z')).toBe('2026-12-08T00:00:00.000Z')
  expect(until(left, '2026-07-07', '2026-07-03T16:00:00Z')).toBe('2026-07-07T23:00:00.000Z')
  // The clocks go back on the 25th of October.
  expect(until(left, '2026-10-25', '2026-10-23T16:00:00Z')).toBe('2026-10-26T00:00:00.000Z')
})

test('the later days count from the next hand-over, over Christmas too, and each further delay gives a day more', () => {
  const now = new Date('2026-12-24T16:00:00Z')
  expect(laterDays(home, 0, now)).toEqual({ earliest: '2026-12-31', latest: '2027-01-05' })
  expect(laterDays(home, 1, now)).toEqual({ earliest: '2027-01-04', latest: '2027-01-06' })
  expect(laterDays({ ...home, hasLeft: true }, 0, now)).toEqual({
    earliest: '2026-12-29',
    latest: '2026-12-30',
  })
})

const hours = fc.record({
  timeZone: fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Tokyo'),
  cutOffMinute: fc.integer({ min: 0, max: 1_439 }),
  workingDays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
  closedDays: fc.constant([]),
})
const ways = fc.record({
  lane: fc.constantFrom(wayTo('GB'), wayTo('DE'), wayTo('US', 'express'), wayTo('JP')),
  hours,
  hasLeft: fc.boolean(),
})
const moments = fc.date({ min: new Date('2024-01-01'), max: new Date('2034-12-31'), noInvalidDate: true })

test('until its moment a promise can be kept, at the moment it cannot, and the days after it are later ones', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(ways, moments, fc.nat(3), (way, orderedAt, delays) => {
      const promised = arrivalDays(way.lane, { orderedAt, hours: [way.hours] })
      const moment = keepableUntil(way, promised.latest, orderedAt)
      expect(moment > orderedAt).toBe(true)
      expect(keepableUntil(way, promised.latest, new Date(moment.getTime() - 1))).toEqual(moment)
      expect(keepableUntil(way, promised.latest, moment) > moment).toBe(false)
      const later = laterDays(way, delays, moment)
      expect(later.latest > promised.latest && later.earliest <= later.latest).toBe(true)
      // It is looked at again, and not at once.
      expect(keepableUntil(way, later.latest, moment) > moment).toBe(true)
    }),
    { numRuns: 300 },
  )
})
