import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
/** The sale of a variant that everybody wants from one moment on. Staff plan its times and sizes. */
export type Launch = {
  id: string
  variantId: string
  startsAt: Date
  endsAt: Date
  buckets: number
  /** The number of waiting buyers let in each minute; null when the launch has no line. */
  admitPerMinute: number | null
  turnSeconds: number
  /** The number of units that one turn buys. */
  unitsPerTurn: number
}

/** The stock is split this long before the start, so that even a late sweep is early enough. */
export const LEAD_MS = 5 * 60_000

export type LaunchPhase = 'planned' | 'on' | 'over'

export function phaseOf({ startsAt, endsAt }: Pick<Launch, 'startsAt' | 'endsAt'>, now: Date): LaunchPhase {
  if (now < startsAt) return 'planned'
  return now < endsAt ? 'on' : 'over'
}

/** Writes a time in the shop's time zone, such as `26 November 2026 at 10:00 GMT`. */
export function saleStartWords(startsAt: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: SHOP_TIME_ZONE,
    timeZoneName: 'short',
  }).format(startsAt)
}
