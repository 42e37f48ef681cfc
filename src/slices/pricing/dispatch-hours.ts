import { addDays, clockIn, momentOf, SHOP_TIME_ZONE, weekday } from '#platform/lib/calendar-days.ts'
import type { DispatchHours } from '#slices/inventory/warehouses/dispatch-hours.ts'
import { isPublicHoliday, SHOP_COUNTRY } from './public-holidays.ts'

/** A warehouse that was closed for longer than this would have no day on which anything leaves. */
const LONGEST_CLOSED_DAYS = 400

/** What the policy page says: parcels leave until four in the afternoon, from Monday to Friday. */
export const usualHours: DispatchHours = {
  timeZone: SHOP_TIME_ZONE,
  cutOffMinute: 16 * 60,
  workingDays: [1, 2, 3, 4, 5],
  closedDays: [],
}

/** The warehouse hands parcels to the carriers on its working days, but for its public holidays and the days on which it is closed. */
export const isHandOverDay = ({ workingDays, closedDays }: DispatchHours, day: string): boolean =>
  workingDays.includes(weekday(day)) && !isPublicHoliday(SHOP_COUNTRY, day) && !closedDays.includes(day)

/** The moment until which an order leaves on that day. */
export const cutOffOn = ({ timeZone, cutOffMinute }: DispatchHours, day: string): Date =>
  momentOf(timeZone, day, cutOffMinute)

/** The day on which a parcel leaves that was ordered at this moment. An order at the very second of the cut-off is too late. */
export function leavesOn(hours: DispatchHours, orderedAt: Date): string {
  const { day } = clockIn(hours.timeZone, orderedAt)
  return orderedAt < cutOffOn(hours, day) && isHandOverDay(hours, day) ? day : handOverDayAfter(hours, day)
}

/** The next moment at which an order would leave a day later. */
export const nextCutOff = (hours: DispatchHours, orderedAt: Date): Date =>
  cutOffOn(hours, leavesOn(hours, orderedAt))

export function handOverDayAfter(hours: DispatchHours, day: string): string {
  let next = addDays(day, 1)
  for (let closed = 0; !isHandOverDay(hours, next) && closed < LONGEST_CLOSED_DAYS; closed++)
    next = addDays(next, 1)
  return next
}
