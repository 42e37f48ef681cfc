'use client'

import { Button } from '#ui/button.tsx'
import { cn } from '#ui/cn.ts'

export type LoadMoreProps = {
  shown: number
  total: number
  /** Plural: "24 of 36 products". */
  noun: string
  onLoadMore: () => void
  pending?: boolean
  className?: string
}

/** How far the list has been shown, said aloud when it grows, and the button for more. */
export function LoadMore({ shown, total, noun, onLoadMore, pending = false, className }: LoadMoreProps) {
  const percent = total === 0 ? 100 : Math.round((shown / total) * 100)
  return (
    <div className={cn('flex flex-col items-center gap-4 py-8', className)}>
      <p role="status" className="tabular text-muted text-sm">
        {shown} of {total} {noun}
      </p>
      <div aria-hidden="true" className="h-1 w-48 overflow-clip rounded-pill bg-ink/10">
        <div className="h-full rounded-pill bg-accent" style={{ width: `${percent}%` }} />
      </div>
      {shown < total && (
        <Button variant="secondary" pending={pending} pendingLabel="Loading…" onClick={onLoadMore}>
          Show more {noun}
        </Button>
      )}
    </div>
  )
}
