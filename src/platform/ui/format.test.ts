import { describe, expect, it } from 'vitest'
import {
  formatDateTime,
  formatDay,
  formatDayRange,
  formatMoney,
  formatRelative,
  formatTime,
} from './format.ts'

const london = { timeZone: 'Europe/London' }

describe('formatMoney', () => {
  it('writes pence as pounds with two digits', () => {
    expect(formatMoney(1250, 'GBP')).toBe('£12.50')
    expect(formatMoney(5, 'GBP')).toBe('£0.05')
    expect(formatMoney(0, 'GBP')).toBe('£0.00')
  })

  it('takes yen as they are, since yen have no minor unit', () => {
    expect(formatMoney(1250, 'JPY')).toBe('¥1,250')
  })

  it('knows currencies of three digits', () => {
    expect(formatMoney(1250, 'KWD')).toMatch(/1\.250$/)
  })

  it('puts the minus before the sign of the currency', () => {
    expect(formatMoney(-2400, 'GBP')).toBe('-£24.00')
  })

  it('writes the narrow symbol, $ rather than US$', () => {
    expect(formatMoney(1250, 'USD')).toBe('$12.50')
  })

  it('follows the locale in separators and in where the symbol stands', () => {
    expect(formatMoney(123_456, 'EUR', 'de-DE')).toBe('1.234,56\u00a0€')
  })

  it('keeps every penny of a very large sum', () => {
    expect(formatMoney(9_007_199_254_740_991, 'JPY')).toBe('¥9,007,199,254,740,991')
    expect(formatMoney(999_999_999_999, 'GBP')).toBe('£9,999,999,999.99')
  })

  it('refuses a fraction of a minor unit', () => {
    expect(() => formatMoney(12.5, 'GBP')).toThrow(RangeError)
    expect(() => formatMoney(Number.NaN, 'GBP')).toThrow(RangeError)
  })
})

describe('days and times', () => {
  it('shows the clock of the named zone on both sides of the spring change', () => {
    expect(formatTime('2026-03-29T00:30:00Z', london)).toBe('00:30')
    expect(formatTime('2026-03-29T01:30:00Z', london)).toBe('02:30')
  })

  it('shows the repeated hour of the autumn change twice', () => {
    expect(formatTime('2026-10-25T00:30:00Z', london)).toBe('01:30')
    expect(formatTime('2026-10-25T01:30:00Z', london)).toBe('01:30')
  })

  it('takes the day from the zone, not from UTC', () => {
    const lateEvening = '2026-06-30T23:30:00Z'
    expect(formatDay(lateEvening, london)).toBe('Wed 1 Jul')
    expect(formatDay(lateEvening, { timeZone: 'America/New_York' })).toBe('Tue 30 Jun')
  })

  it('writes midnight as 00, not 24', () => {
    expect(formatDateTime('2026-12-09T00:00:00Z', london)).toBe('9 Dec 2026, 00:00')
  })

  it('accepts a Date as well as ISO text', () => {
    expect(formatDateTime(new Date('2026-12-09T14:05:00Z'), london)).toBe('9 Dec 2026, 14:05')
  })

  it('writes a range of days with the month said once if shared, and the year if it changes', () => {
    expect(formatDayRange('2026-12-08T12:00:00Z', '2026-12-10T12:00:00Z', london)).toBe('Tue 8 – Thu 10 Dec')
    expect(formatDayRange('2026-12-30T12:00:00Z', '2027-01-02T12:00:00Z', london)).toBe(
      'Wed 30 Dec 2026 – Sat 2 Jan 2027',
    )
  })

  it('writes a range within one day as that day', () => {
    expect(formatDayRange('2026-12-08T08:00:00Z', '2026-12-08T18:00:00Z', london)).toBe('Tue 8 Dec')
  })
})

describe('formatRelative', () => {
  const now = new Date('2026-12-09T12:00:00Z')

  it('takes the largest whole unit and rounds down', () => {
    expect(formatRelative('2026-12-09T11:59:00Z', now)).toBe('1 min ago')
    expect(formatRelative('2026-12-09T09:01:00Z', now)).toBe('2 hr ago')
    expect(formatRelative('2026-12-07T13:00:00Z', now)).toBe('1 day ago')
  })

  it('looks ahead as well', () => {
    expect(formatRelative('2026-12-09T12:03:30Z', now)).toBe('in 3 min')
  })

  it('says "now" under a minute either way', () => {
    expect(formatRelative('2026-12-09T11:59:01Z', now)).toBe('now')
    expect(formatRelative('2026-12-09T12:00:59Z', now)).toBe('now')
  })
})
