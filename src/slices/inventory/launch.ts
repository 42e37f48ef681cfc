/** A variant that everybody wants from a moment on; times and sizes as planned by staff. */
export type Launch = {
  id: string
  variantId: string
  startsAt: Date
  endsAt: Date
  buckets: number
  /** How many of those who wait are let in a minute; null: no line stands before it. */
  admitPerMinute: number | null
  turnSeconds: number
  /** How many units one turn buys. */
  unitsPerTurn: number
}

/** Its stock is split so long before it starts, so that a late sweep is early enough. */
export const LEAD_MS = 5 * 60_000

export type LaunchPhase = 'planned' | 'on' | 'over'

export function phaseOf({ startsAt, endsAt }: Pick<Launch, 'startsAt' | 'endsAt'>, now: Date): LaunchPhase {
  if (now < startsAt) return 'planned'
  return now < endsAt ? 'on' : 'over'
}

/** `26 November 2026 at 10:00 GMT`: where the shop is at home. */
export function saleStartWords(startsAt: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/London',
    timeZoneName: 'short',
  }).format(startsAt)
}
