import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDateTime } from '#platform/ui/format.ts'

const when = (at: Date) => formatDateTime(at, { timeZone: SHOP_TIME_ZONE })

/** "from 29 Nov 2026, 09:00 until it is stopped", by London time. */
export const saleWords = (startsAt: Date, endsAt: Date | null): string =>
  `from ${when(startsAt)} until ${endsAt ? when(endsAt) : 'it is stopped'}`
