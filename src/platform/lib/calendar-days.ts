/**
 * Days begin and clocks go by this zone, whatever machine or browser writes them: schedules, reports, invoices and every time on a
 * page. It is no setting, because the cut-off, the public holidays and the law are those of the same place.
 */
export const SHOP_TIME_ZONE = 'Europe/London'

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day, `YYYY-MM-DD`, and the hour of a moment as the clocks of a zone show them. */
export function clockIn(timeZone: string, at: Date): { day: string; hour: number } {
  // Made once: making it takes longer than all it is used for.
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(timeZone, format)
  const parts = format.formatToParts(at)
  const part = (type: string) => parts.find(candidate => candidate.type === type)?.value ?? ''
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) }
}

/** Some days after the day. A day of the calendar is not always 24 hours long, so no hours are added. */
/** The moment at which a day `YYYY-MM-DD` begins in a zone that is whole hours from UTC. */
export function startOfDay(timeZone: string, day: string): Date {
  const utc = new Date(`${day}T00:00:00Z`)
  const there = clockIn(timeZone, utc)
  const hours = there.day === day ? -there.hour : 24 - there.hour
  return new Date(utc.getTime() + hours * 3_600_000)
}

export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
