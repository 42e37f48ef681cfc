import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDay } from '#platform/ui/format.ts'
import type { ReasonPart } from './promise.ts'

/** `Fri 12 Dec`. A day of the calendar has no time zone, so this reads and writes it in the same one. */
export const dayWords = (day: string): string => formatDay(day, { timeZone: 'UTC' })

const momentDay = (at: string) => formatDay(at, { timeZone: SHOP_TIME_ZONE })

/** Why a parcel comes later, for its shopper. Null: it comes as it was promised first, or the reason says nothing to them. */
export function delaySentence(reason: readonly ReasonPart[]): string | null {
  for (const part of reason)
    switch (part.part) {
      case 'not_left':
        return 'It has not left our warehouse in time.'
      case 'left_late':
        return `It left our warehouse on ${momentDay(part.at)}, later than planned.`
      case 'not_arrived':
        return `The carrier has not told us that it arrived by ${dayWords(part.by)}.`
      default:
    }
  return null
}
