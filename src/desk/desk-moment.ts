import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'

const parts = new Intl.DateTimeFormat('sv-SE', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: SHOP_TIME_ZONE,
})

/** The value of a date-and-time field, such as `2026-11-26T10:00`, by the shop's clock. */
export const asFieldText = (at: Date): string => parts.format(at).replace(' ', 'T')

/** Reads the field's moment by the shop's clock, in any time zone of the browser; null when it is not a date. */
export function momentOf(fieldText: string): Date | null {
  const asIfUtc = Date.parse(`${fieldText}Z`)
  if (Number.isNaN(asIfUtc)) return null
  // This runs twice, because the first guess may lie on the other side of a clock change.
  const first = asIfUtc - offsetMs(asIfUtc)
  return new Date(asIfUtc - offsetMs(first))
}

function offsetMs(at: number): number {
  return Date.parse(`${asFieldText(new Date(at))}Z`) - Math.floor(at / 60_000) * 60_000
}
