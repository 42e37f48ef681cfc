import Holidays from 'date-holidays'
import { addDays, weekday } from '#platform/lib/calendar-days.ts'

const DAY_MS = 86_400_000
const daysOff = new Map<string, Set<string>>()

/** The parcels start here, and so does every count of days. */
export const SHOP_COUNTRY = 'GB'

const SATURDAY = 6
const SUNDAY = 0

/** Monday to Friday, `YYYY-MM-DD`, but for the public holidays there. */
export function isWorkingDay(country: string, day: string): boolean {
  return weekday(day) !== SUNDAY && weekday(day) !== SATURDAY && !isPublicHoliday(country, day)
}

/**
 * Whether that day, `YYYY-MM-DD`, is a public holiday there. For the United Kingdom it uses England, where the parcels
 * start.
 */
export function isPublicHoliday(country: string, day: string): boolean {
  const year = day.slice(0, 4)
  const key = `${country} ${year}`
  const known = daysOff.get(key) ?? publicHolidays(country, Number(year))
  daysOff.set(key, known)
  return known.has(day)
}

function publicHolidays(country: string, year: number): Set<string> {
  const holidays = country === 'GB' ? new Holidays('GB', 'ENG') : new Holidays(country)
  // A holiday of several days that begins in December reaches into the next year.
  const found = [year - 1, year].flatMap(one => holidays.getHolidays(one) || [])
  return new Set(
    found
      .filter(({ type }) => type === 'public')
      .flatMap(({ date, start, end }) => {
        const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS))
        return Array.from({ length: days }, (_, index) => addDays(date.slice(0, 10), index))
      }),
  )
}
