import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, clockIn, momentOf, weekday } from '#platform/lib/calendar-days.ts'
import type { DispatchHours } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { arrivalDays, arrivalNow } from './arrival-days.ts'
import { cutOffOn, isHandOverDay, leavesOn, nextCutOff, usualHours } from './dispatch-hours.ts'
import { isPublicHoliday } from './public-holidays.ts'

const leaves = (at: string, hours: Partial<DispatchHours> = {}) =>
  leavesOn({ ...usualHours, ...hours }, new Date(at))

test('an order one second before the cut-off leaves on the same day, and one at the cut-off does not', () => {
  expect(leaves('2026-12-01T15:59:59Z')).toBe('2026-12-01')
  expect(leaves('2026-12-01T15:59:59.999Z')).toBe('2026-12-01')
  expect(leaves('2026-12-01T16:00:00Z')).toBe('2026-12-02')
  expect(leaves('2026-12-01T16:00:01Z')).toBe('2026-12-02')
})

test('a cut-off goes by the clock of its warehouse, in summer and in winter', () => {
  expect(leaves('2026-07-14T14:59:59Z')).toBe('2026-07-14')
  expect(leaves('2026-07-14T15:00:00Z')).toBe('2026-07-15')
  const auckland = { timeZone: 'Pacific/Auckland', cutOffMinute: 9 * 60 + 30 }
  // In December it is thirteen hours ahead: half past nine in the morning is 20:30 of the day before.
  expect(leaves('2026-12-01T20:29:59Z', auckland)).toBe('2026-12-02')
  expect(leaves('2026-12-01T20:30:00Z', auckland)).toBe('2026-12-03')
})

test('nothing leaves on weekends, holidays and the days on which the warehouse is closed, at the year’s end neither', () => {
  // Christmas is a Friday in 2026, and Boxing Day’s holiday is moved to Monday.
  expect(leaves('2026-12-24T16:00:00Z')).toBe('2026-12-29')
  expect(leaves('2026-12-31T16:00:00Z')).toBe('2027-01-04')
  expect(leaves('2026-12-23T16:00:00Z', { closedDays: ['2026-12-24', '2026-12-29', '2026-12-30'] })).toBe(
    '2026-12-31',
  )
  expect(leaves('2026-11-27T17:00:00Z', { workingDays: [6] })).toBe('2026-11-28')
  expect(leaves('2027-03-25T16:00:00Z')).toBe('2027-03-30')
})

test('on the days on which the clocks change, the cut-off is at the time that the clocks show', () => {
  const sundays = { ...usualHours, workingDays: [0] }
  expect(cutOffOn(sundays, '2027-03-28').toISOString()).toBe('2027-03-28T15:00:00.000Z')
  expect(cutOffOn(sundays, '2026-10-25').toISOString()).toBe('2026-10-25T16:00:00.000Z')
  // Half past one is left out in March and comes twice in October.
  const night = { ...sundays, cutOffMinute: 90 }
  expect(cutOffOn(night, '2027-03-28').toISOString()).toBe('2027-03-28T01:30:00.000Z')
  expect(cutOffOn(night, '2026-10-25').toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

const zones = ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia']
const days = fc.integer({ min: 0, max: 7_000 }).map(count => addDays('2022-01-01', count))
const minutes = fc.integer({ min: 0, max: 1_439 })

test('the moment of a minute is the one at which the clocks show it, or the next after a gap', () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), days, minutes, (zone, day, minute) => {
      const shown = clockIn(zone, momentOf(zone, day, minute))
      const shownMinute = shown.hour * 60 + shown.minute
      expect(shown.day).toBe(day)
      expect([0, 30, 60]).toContain(shownMinute - minute)
    }),
    { numRuns: 2_000 },
  )
})

const hoursOf = fc.record({
  timeZone: fc.constantFrom(...zones),
  cutOffMinute: minutes,
  workingDays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
  closedDays: fc.array(days, { maxLength: 5 }),
})
const moments = fc.date({ min: new Date('2022-01-01'), max: new Date('2038-12-31'), noInvalidDate: true })

test('the day of leaving is a working day that is not over, the first such one, and never earlier for a later order', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(hoursOf, moments, fc.nat(20 * 86_400), (hours, at, laterSeconds) => {
      const day = leavesOn(hours, at)
      expect(hours.workingDays).toContain(weekday(day))
      expect(isPublicHoliday('GB', day) || hours.closedDays.includes(day)).toBe(false)
      const cutOff = nextCutOff(hours, at)
      expect(cutOff > at).toBe(true)
      for (let before = clockIn(hours.timeZone, at).day; before < day; before = addDays(before, 1))
        expect(isHandOverDay(hours, before) && cutOffOn(hours, before) > at).toBe(false)
      const later = new Date(at.getTime() + laterSeconds * 1_000)
      expect(leavesOn(hours, later) >= day).toBe(true)
      expect(leavesOn(hours, later) === day).toBe(later < cutOff)
    }),
    { numRuns: 500 },
  )
})

const standard = { method: { workingDays: { least: 2, most: 4 } }, country: 'GB' }
const south = { ...usualHours, cutOffMinute: 12 * 60 }

test('of several warehouses the latest counts, and the moment to order by is the first at which the days change', () => {
  const at = (time: string) =>
    arrivalNow(standard, { orderedAt: new Date(`2026-12-01T${time}Z`), hours: [usualHours, south] })
  const soon = { earliest: '2026-12-03', latest: '2026-12-07' }
  const then = { earliest: '2026-12-04', latest: '2026-12-08' }
  expect(at('11:59:59')).toEqual({ arrival: soon, orderBy: '2026-12-01T12:00:00.000Z', after: then })
  expect(at('12:00:00')).toMatchObject({ arrival: then, orderBy: '2026-12-02T12:00:00.000Z' })
  // The north could still send it today, and nobody knows whether it will.
  expect(at('15:00:00').arrival).toEqual(then)
  expect(arrivalNow(standard, { orderedAt: new Date('2026-12-01T12:00:00Z') }).arrival).toEqual(soon)
})

test('an order by that moment arrives on the days before it, and never later than one that is placed after it', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(fc.array(hoursOf, { minLength: 1, maxLength: 3 }), moments, (hours, orderedAt) => {
      const { arrival, orderBy, after } = arrivalNow(standard, { orderedAt, hours })
      const lastMoment = new Date(Date.parse(orderBy) - 1)
      expect(Date.parse(orderBy)).toBeGreaterThan(orderedAt.getTime())
      expect(arrivalDays(standard, { orderedAt: lastMoment, hours })).toEqual(arrival)
      expect(arrivalDays(standard, { orderedAt: new Date(orderBy), hours })).toEqual(after)
      expect(after.latest >= arrival.latest && after.earliest >= arrival.earliest).toBe(true)
    }),
    { numRuns: 200 },
  )
})
