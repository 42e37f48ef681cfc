'use client'

import { useEffect, useState } from 'react'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { cn } from '#platform/ui/cn.ts'
import { formatDateTime, formatRelative } from '#platform/ui/format.ts'

/** Staff in every time zone read the shop's own clock. */
export const deskPlace = { timeZone: SHOP_TIME_ZONE, locale: 'en-GB' }

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: deskPlace.timeZone,
})

/** `12:04:31` */
export function formatClock(at: Date): string {
  return clock.format(at)
}

/** The server's time first, so that server and browser render the same; then the browser's own running clock. */
export function useNow(first: Date, everyMs: number): Date {
  const [now, setNow] = useState(first)
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now > first ? now : first
}

/** "2 hr ago". The exact time replaces it while the row has the pointer or the focus. */
export function When({ at, now, className }: { at: Date; now: Date; className?: string }) {
  return (
    <time
      dateTime={at.toISOString()}
      className={cn('inline-grid whitespace-nowrap *:[grid-area:1/1]', className)}
    >
      <span className="group-focus-within:invisible group-hover:invisible">{formatRelative(at, now)}</span>
      <span className="invisible group-focus-within:visible group-hover:visible">
        {formatDateTime(at, deskPlace).replace(/ \d{4},/, ',')}
      </span>
    </time>
  )
}
