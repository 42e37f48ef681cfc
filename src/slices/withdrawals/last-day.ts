import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { isWorkingDay, SHOP_COUNTRY } from '#slices/pricing/public-holidays.ts'

/** No country has a longer holiday. A longer one is a fault in the calendar and must not hang the page. */
const LONGEST_PAUSE_DAYS = 30

type Period = {
  deliveredAt: Date | null
  days: number
  /** Where the shopper is: the country that the order went to. */
  country: string
}

/**
 * The last day on which a shopper may withdraw: the period ends at midnight so many days after the day of delivery. If that day is
 * a Saturday, a Sunday or a public holiday, in the shop's country or the shopper's, it ends with the next working day (Regulation
 * 1182/71, Article 3(4)). Null: nothing was delivered yet, and the period has not begun to run out.
 */
export function lastDayToWithdraw({ deliveredAt, days, country }: Period): string | null {
  if (!deliveredAt) return null
  const isWorked = (day: string) => isWorkingDay(SHOP_COUNTRY, day) && isWorkingDay(country, day)
  let day = addDays(clockIn(SHOP_TIME_ZONE, deliveredAt).day, days)
  for (let moved = 0; !isWorked(day) && moved < LONGEST_PAUSE_DAYS; moved++) day = addDays(day, 1)
  return day
}
