import { addDays, clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'

/** The most that one card holds, in the major unit of its currency: more is a matter for a person. */
export const MOST_OF_A_CARD = 1_000

/** Money that comes back to a card past its end can be spent for so many days. */
export const DAYS_AFTER_COMING_BACK = 30

export const dayOf = (at: Date): string => clockIn(SHOP_TIME_ZONE, at).day

/** The card can be spent through the whole of its last day. */
export const isOver = ({ expiresOn }: { expiresOn: string | null }, at: Date): boolean =>
  expiresOn !== null && expiresOn < dayOf(at)

/** The end of a card to which money comes back. */
export const endAfterComingBack = (at: Date): string => addDays(dayOf(at), DAYS_AFTER_COMING_BACK)

/** `MOST_OF_A_CARD` in minor units: a currency has two decimal places, or none, or three. */
export function mostMinor(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return MOST_OF_A_CARD * 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)
}
