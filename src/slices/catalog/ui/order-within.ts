import { useEffect, useState } from 'react'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { formatDay, formatTime } from '#platform/ui/format.ts'

type ArrivalNow<Days> = { arrival: Days; orderBy: string; after: Days }

const place = { timeZone: SHOP_TIME_ZONE }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * The days that hold at this minute, and until when. A page may be open for hours, or come from a cache: when the moment has passed, it
 * shows the days after it and no moment any more.
 */
export function useArrivalNow<Days>(promised: ArrivalNow<Days>) {
  return arrivalAt(promised, useMinute())
}

export function arrivalAt<Days>(
  { arrival, orderBy, after }: ArrivalNow<Days>,
  now: number | null,
): { arrival: Days; orderWithin: string | null } {
  const left = now === null ? null : Date.parse(orderBy) - now
  return left !== null && left <= 0
    ? { arrival: after, orderWithin: null }
    : { arrival, orderWithin: orderWithinWords(orderBy, left) }
}

/** `Order within 2 h 10 min`, or by the weekday and time when that is more than a day away or the page has no clock yet. */
function orderWithinWords(orderBy: string, leftMs: number | null): string {
  if (leftMs === null || leftMs > DAY_MS)
    return `Order by ${formatDay(orderBy, place)}, ${formatTime(orderBy, place)}`
  const minutes = Math.floor(leftMs / MINUTE_MS)
  if (minutes < 1) return 'Order within a minute'
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return `Order within ${[hours && `${hours} h`, rest && `${rest} min`].filter(Boolean).join(' ')}`
}

/** The time in milliseconds, once a minute. Null until the page runs in a browser: the server's clock would not agree with it. */
export function useMinute(): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS / 2)
    return () => clearInterval(timer)
  }, [])
  return now
}
