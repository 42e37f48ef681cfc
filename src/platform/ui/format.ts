/**
 * How money and times are written for people. Pure: the same input gives the same text on server and
 * browser, which is why the time zone is never taken from the machine.
 */

export const SHOP_LOCALE = 'en-GB'

/** Where and for whom a time is written: an IANA zone such as `Europe/London`, a BCP 47 locale. */
export type Place = { timeZone: string; locale?: string }

/**
 * `formatMoney(1250, 'GBP')` → `£12.50`. `amountMinor` is an integer in the currency's minor unit; how many
 * digits that has comes from ISO 4217 as Intl knows it (JPY 0, GBP 2, KWD 3). Throws RangeError on a fraction.
 */
export function formatMoney(amountMinor: number, currency: string, locale: string = SHOP_LOCALE): string {
  if (!Number.isSafeInteger(amountMinor)) {
    throw new RangeError(`Money is an integer in minor units, not ${amountMinor}`)
  }
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0
  return format.format(amountMinor / 10 ** digits)
}

/** `9 Dec 2026, 14:05` */
export function formatDateTime(at: Date | string, { timeZone, locale = SHOP_LOCALE }: Place): string {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(new Date(at))
}

/** `Wed 9 Dec` */
export function formatDay(at: Date | string, place: Place): string {
  return joinDay(dayFormat(place).formatToParts(new Date(at)))
}

/** `Tue 8 – Thu 10 Dec`; one day when both ends fall on the same one. */
export function formatDayRange(from: Date | string, to: Date | string, place: Place): string {
  const parts = dayFormat(place).formatRangeToParts(new Date(from), new Date(to))
  const start = parts.filter(part => part.source === 'startRange')
  const last = start.at(-1)
  const endMonth = parts.find(part => part.source === 'endRange' && part.type === 'month')
  if (last?.type !== 'month' || last.value !== endMonth?.value) return joinDay(parts)
  // The month is the same and said last: once is enough.
  return joinDay([...start.slice(0, -2), ...parts.slice(start.length)])
}

function dayFormat({ timeZone, locale = SHOP_LOCALE }: Place): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone })
}

// Engines differ in "Wed, 9 Dec" or "Wed 9 Dec" and in thin or plain spaces: no comma, plain spaces.
function joinDay(parts: { type: string; value: string }[]): string {
  return parts
    .map(part => (part.type === 'literal' ? part.value.replace(/^, $/, ' ').replace(/\s/g, ' ') : part.value))
    .join('')
}

/** `14:05` */
export function formatTime(at: Date | string, { timeZone, locale = SHOP_LOCALE }: Place): string {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(
    new Date(at),
  )
}

const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** `2 hr ago`, `in 3 min`; under a minute either way it is "now". Durations, so no time zone comes into it. */
export function formatRelative(at: Date | string, now: Date, locale: string = SHOP_LOCALE): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000
  for (const [unit, unitSeconds] of STEPS) {
    if (Math.abs(seconds) < unitSeconds) continue
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always', style: 'short' })
    return format.format(Math.trunc(seconds / unitSeconds), unit)
  }
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second')
}
