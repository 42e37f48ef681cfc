import { assert } from './assert.ts'

/**
 * Days begin and clocks go by this zone, whatever machine or browser writes them: schedules, reports, invoices and every time on a
 * page. It is no setting, because the cut-off, the public holidays and the law are those of the same place.
 */
export const SHOP_TIME_ZONE = 'Europe/London'

const DAY_MS = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** The day, `YYYY-MM-DD`, the hour and the minute of a moment as the clocks of a zone show them. */
export function clockIn(timeZone: string, at: Date): { day: string; hour: number; minute: number } {
  // Made once: making it takes longer than all it is used for.
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
  formats.set(timeZone, format)
  const parts = format.formatToParts(at)
  const part = (type: string) => parts.find(candidate => candidate.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    hour: Number(part('hour')),
    minute: Number(part('minute')),
  }
}

/** The moment at which a day `YYYY-MM-DD` begins in a zone that is whole hours from UTC. */
export function startOfDay(timeZone: string, day: string): Date {
  const utc = new Date(`${day}T00:00:00Z`)
  const there = clockIn(timeZone, utc)
  const hours = there.day === day ? -there.hour : 24 - there.hour
  return new Date(utc.getTime() + hours * 3_600_000)
}

/**
 * The moment at which the clocks of a zone show this minute of the day `YYYY-MM-DD`. A time that the clocks leave out in spring is that much
 * later; of one that they show twice in autumn it is the first.
 */
export function momentOf(timeZone: string, day: string, minute: number): Date {
  const utc = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const [sooner, later] = [-DAY_MS, DAY_MS].map(apart => utc - offsetOf(timeZone, utc + apart))
  assert(sooner !== undefined && later !== undefined, 'a zone has an offset on every day')
  const shown = [sooner, later].filter(at => at + offsetOf(timeZone, at) === utc)
  return new Date(shown.length > 0 ? Math.min(...shown) : Math.max(sooner, later))
}

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetOf(timeZone: string, at: number): number {
  const { day, hour, minute } = clockIn(timeZone, new Date(at))
  const minuteOfUtc = Math.floor(at / 60_000) * 60_000
  return Date.parse(`${day}T00:00:00Z`) + (hour * 60 + minute) * 60_000 - minuteOfUtc
}

/** Some days after the day. A day of the calendar is not always 24 hours long, so no hours are added. */
export function addDays(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
