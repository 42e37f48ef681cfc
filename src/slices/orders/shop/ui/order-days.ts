import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDateTime, formatDay, formatDayRange } from '#platform/ui/format.ts'
import type { Arrival } from '#slices/pricing/quote.ts'

/** `Tue 8 – Thu 10 Dec` */
export function arrivalWords({ earliest, latest }: Arrival): string {
  // These are days of the shop's calendar without a time, so UTC keeps them as they are.
  return formatDayRange(earliest, latest, { timeZone: 'UTC' })
}

export function momentWords(at: Date): string {
  return formatDateTime(at, { timeZone: SHOP_TIME_ZONE })
}

/** `Wed 9 Dec` */
export function dayWords(at: Date): string {
  return formatDay(at, { timeZone: SHOP_TIME_ZONE })
}
