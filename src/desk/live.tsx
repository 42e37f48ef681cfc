'use client'

import { Pause, Play } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { Button } from '#platform/ui/button.tsx'
import { cn } from '#platform/ui/cn.ts'
import { formatClock, useNow } from './clock.tsx'

const POLL_MS = 5_000
const STALE_MS = 30_000

export type Live = {
  paused: boolean
  setPaused: (paused: boolean) => void
  /** The window is in the background: nobody looks, so the page asks for nothing. */
  away: boolean
  refetchInterval: number | false
}

/** Asks every five seconds, unless it is paused or nobody looks. */
export function useLive(): Live {
  const [paused, setPaused] = useState(false)
  const away = useSyncExternalStore(
    watchFocus,
    () => !document.hasFocus(),
    () => false,
  )
  return { paused, setPaused, away, refetchInterval: paused || away ? false : POLL_MS }
}

function watchFocus(changed: () => void): () => void {
  const events = ['focus', 'blur', 'visibilitychange'] as const
  for (const event of events) window.addEventListener(event, changed)
  return () => {
    for (const event of events) window.removeEventListener(event, changed)
  }
}

/** Shows when the page was last updated, warns when that is long ago, and has the switch that pauses updates. */
export function LiveStatus({
  live,
  updatedAt,
  className,
}: {
  live: Live
  updatedAt: Date
  className?: string
}) {
  const now = useNow(updatedAt, 1_000)
  const ageMs = now.getTime() - updatedAt.getTime()
  const stale = ageMs > STALE_MS
  return (
    <div className={cn('flex items-center gap-1 text-sm', className)}>
      <p
        className={cn(
          'tabular whitespace-nowrap rounded-tag px-2 py-1',
          stale ? 'bg-warning-tint text-warning' : 'text-muted',
        )}
      >
        {live.paused && 'Paused, '}
        {live.paused ? 'updated' : 'Updated'} {formatClock(updatedAt)}
        {stale && `, ${age(ageMs)} ago`}
      </p>
      <Button
        variant="quiet"
        size="icon-sm"
        aria-label={live.paused ? 'Resume live updates' : 'Pause live updates'}
        onClick={() => live.setPaused(!live.paused)}
      >
        {live.paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
      </Button>
    </div>
  )
}

function age(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
