const ZONE = 'Europe/London'
const parts = new Intl.DateTimeFormat('sv-SE', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: ZONE,
})

/** `2026-11-26T10:00` by the shop's clock: what a date-and-time field holds. */
export const asFieldText = (at: Date): string => parts.format(at).replace(' ', 'T')

/** The moment that a field means by the shop's clock, wherever the browser is; null for what is no date. */
export function momentOf(fieldText: string): Date | null {
  const asIfUtc = Date.parse(`${fieldText}Z`)
  if (Number.isNaN(asIfUtc)) return null
  // Twice, since the first guess may lie on the other side of the hour that is put forward or back.
  const first = asIfUtc - offsetMs(asIfUtc)
  return new Date(asIfUtc - offsetMs(first))
}

function offsetMs(at: number): number {
  return Date.parse(`${asFieldText(new Date(at))}Z`) - Math.floor(at / 60_000) * 60_000
}
