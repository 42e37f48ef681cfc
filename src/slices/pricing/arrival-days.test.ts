import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, clockIn, weekday } from '#platform/lib/calendar-days.ts'
import { COUNTRIES } from '#slices/customers/addresses/countries.ts'
import { arrivalDays, expectedDays, promisedDays, promisedStanding } from './arrival-days.ts'
import { isPublicHoliday } from './public-holidays.ts'
import { shippingMethodsFor } from './shipping-methods.ts'

const ordered = (at: string, least = 2, most = 4, country = 'GB') =>
  arrivalDays({ method: { workingDays: { least, most } }, country }, { orderedAt: new Date(at) })

test.each([
  [
    'before four on a Tuesday leaves the same day',
    '2026-11-24T15:59:00Z',
    { earliest: '2026-11-26', latest: '2026-11-30' },
  ],
  [
    'after four leaves the next day',
    '2026-11-24T16:00:00Z',
    { earliest: '2026-11-27', latest: '2026-12-01' },
  ],
  [
    'on a Saturday leaves on Monday',
    '2026-11-28T09:00:00Z',
    { earliest: '2026-12-02', latest: '2026-12-04' },
  ],
  [
    'in summer goes by London’s clock',
    '2026-07-14T15:30:00Z',
    { earliest: '2026-07-17', latest: '2026-07-21' },
  ],
])('an order %s', (_, orderedAt, days) => {
  expect(ordered(orderedAt)).toEqual(days)
})

test.each([
  ['Christmas, Boxing Day and its substitute', 'GB', '2026-12-24T12:00:00Z', '2026-12-29'],
  ['New Year’s Day', 'GB', '2026-12-31T12:00:00Z', '2027-01-04'],
  ['Good Friday and Easter Monday', 'GB', '2027-03-25T12:00:00Z', '2027-03-30'],
  ['the German Day of Unity', 'DE', '2028-10-02T12:00:00Z', '2028-10-04'],
  ['the French national holiday', 'FR', '2026-07-13T12:00:00Z', '2026-07-15'],
  ['Thanksgiving in the United States', 'US', '2026-11-25T12:00:00Z', '2026-11-27'],
  ['the German Day of Unity for a parcel that stays at home', 'GB', '2028-10-02T12:00:00Z', '2028-10-03'],
])('%s', (_, country, orderedAt, earliest) => {
  expect(ordered(orderedAt, 1, 1, country).earliest).toBe(earliest)
})

const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
const ways = fc.constantFrom(
  ...COUNTRIES.flatMap(({ code, zone }) =>
    shippingMethodsFor(zone).map(method => ({ country: code, method })),
  ),
)
const off = (country: string, day: string) => [0, 6].includes(weekday(day)) || isPublicHoliday(country, day)

test('a promised day is a working day here and there, after the day the count starts', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(ways, moments, fc.boolean(), (way, at, hasLeft) => {
      const days = arrivalDays(way, hasLeft ? { shippedAt: at } : { orderedAt: at })
      expect(days.earliest <= days.latest).toBe(true)
      expect(days.earliest > clockIn('Europe/London', at).day).toBe(true)
      for (const day of [days.earliest, days.latest])
        expect(off('GB', day) || off(way.country, day), day).toBe(false)
      // The span has no fewer working days than the method takes.
      const between = Array.from({ length: 120 }, (_, index) =>
        addDays(clockIn('Europe/London', at).day, index + 1),
      )
      const worked = between.filter(day => day <= days.earliest && !off('GB', day) && !off(way.country, day))
      expect(worked.length).toBeGreaterThanOrEqual(way.method.workingDays.least)
    }),
    { numRuns: 300 },
  )
})

test('a day later is the next day of the calendar, also when the clocks change', () => {
  expect(addDays('2026-10-24', 2)).toBe('2026-10-26')
  expect(addDays('2027-03-27', 2)).toBe('2027-03-29')
  // 22:30 UTC is half past eleven at night in London’s summer, so the count starts on the 20th, although it ends in winter.
  expect(addDays(clockIn('Europe/London', new Date('2026-10-20T22:30:00Z')).day, 30)).toBe('2026-11-19')
  expect(addDays(clockIn('Europe/London', new Date('2026-10-20T23:30:00Z')).day, 30)).toBe('2026-11-20')
})

const order = {
  shippingMethod: 'standard',
  shippingAddress: { country: 'GB' },
  placedAt: new Date('2026-11-15T10:00:00Z'),
  confirmedAt: new Date('2026-11-16T10:00:00Z'),
}
const promised = { earliest: '2026-11-18', latest: '2026-11-20' }

test('an order keeps its promise as long as it can leave in time, and then says that it comes later', () => {
  expect(promisedDays(order)).toEqual(promised)
  const seenOn = (now: string) => expectedDays(order, null, new Date(now))
  expect(seenOn('2026-11-16T18:00:00Z')).toEqual({ ...promised, standing: 'as_promised' })
  expect(seenOn('2026-11-18T10:00:00Z')).toEqual({ ...promised, standing: 'as_promised' })
  expect(seenOn('2026-11-27T10:00:00Z')).toEqual({
    earliest: '2026-12-01',
    latest: '2026-12-03',
    standing: 'late',
  })
})

test('a parcel that left is counted from that moment: as promised, later than promised, or overdue', () => {
  const seenOn = (now: string, shippedAt: string) => expectedDays(order, new Date(shippedAt), new Date(now))
  expect(seenOn('2026-11-16T18:00:00Z', '2026-11-16T15:00:00Z')).toEqual({
    ...promised,
    standing: 'as_promised',
  })
  const late = { earliest: '2026-12-01', latest: '2026-12-03' }
  expect(seenOn('2026-11-27T18:00:00Z', '2026-11-27T15:00:00Z')).toEqual({ ...late, standing: 'late' })
  expect(seenOn('2026-12-03T23:59:00Z', '2026-11-27T15:00:00Z')).toEqual({ ...late, standing: 'late' })
  expect(seenOn('2026-12-04T00:01:00Z', '2026-11-27T15:00:00Z')).toEqual({ ...late, standing: 'overdue' })
})

test('no page promises a day that is over, unless it says that the parcel is late', {
  timeout: 60_000,
}, () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 60 })
  fc.assert(
    fc.property(
      ways,
      moments,
      fc.option(minutes),
      minutes,
      ({ country, method }, confirmedAt, toShipping, more) => {
        const after = (at: Date, count: number) => new Date(at.getTime() + count * 60_000)
        const shippedAt = toShipping === null ? null : after(confirmedAt, toShipping)
        const now = after(shippedAt ?? confirmedAt, more)
        const sent = {
          shippingMethod: method.code,
          shippingAddress: { country },
          placedAt: confirmedAt,
          confirmedAt,
        }
        const { latest, standing } = expectedDays(sent, shippedAt, now)
        expect(standing === 'overdue' || latest >= clockIn('Europe/London', now).day).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

test('what is promised of an order stands until it has left, and again once its days on the road are over', () => {
  const promised = { earliest: '2026-11-18', latest: '2026-11-20', firstBy: '2026-11-20' }
  const later = { earliest: '2026-11-24', latest: '2026-11-26', firstBy: '2026-11-20' }
  const seenOn = (now: string, of: typeof promised, shippedAt: string | null) =>
    promisedStanding(order, of, { shippedAt: shippedAt ? new Date(shippedAt) : null, now: new Date(now) })
  const { firstBy: _, ...days } = promised
  const { firstBy: __, ...laterDays } = later
  expect(seenOn('2026-11-18T10:00:00Z', promised, null)).toEqual({ ...days, standing: 'as_promised' })
  expect(seenOn('2026-11-21T10:00:00Z', promised, null)).toEqual({ ...days, standing: 'overdue' })
  expect(seenOn('2026-11-21T10:00:00Z', later, null)).toEqual({ ...laterDays, standing: 'late' })
  // It left on the 17th, which makes the 19th to the 23rd.
  const left = '2026-11-17T10:00:00Z'
  const counted = { earliest: '2026-11-19', latest: '2026-11-23' }
  expect(seenOn('2026-11-18T10:00:00Z', promised, left)).toEqual({ ...counted, standing: 'late' })
  expect(seenOn('2026-11-23T10:00:00Z', later, left)).toEqual({ ...counted, standing: 'late' })
  expect(seenOn('2026-11-24T10:00:00Z', later, left)).toEqual({ ...laterDays, standing: 'late' })
  expect(seenOn('2026-11-27T10:00:00Z', later, left)).toEqual({ ...laterDays, standing: 'overdue' })
})
