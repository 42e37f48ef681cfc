'use client'

import { Button } from './button.tsx'
import { ButtonLink } from './button-link.tsx'
import { cn } from './cn.ts'

export type LoadMoreProps = {
  shown: number
  total: number
  /** Plural: "24 of 36 products". */
  noun: string
  /** Either the address of the longer list (works without scripts, keeps the scroll position) … */
  href?: string
  /** … or a function, with `pending` while it runs. */
  onLoadMore?: () => void
  pending?: boolean
  className?: string
}

/** How much of the list is shown, read aloud when it grows, and the button for more. */
export function LoadMore({ shown, total, noun, href, onLoadMore, pending, className }: LoadMoreProps) {
  const percent = total === 0 ? 100 : Math.round((shown / total) * 100)
  const words = `Show more ${noun}`
  return (
    <div className={cn('flex flex-col items-center gap-4 py-8', className)}>
      <p role="status" className="tabular text-muted text-sm">
        {shown} of {total} {noun}
      </p>
      <div aria-hidden="true" className="h-1 w-48 overflow-clip rounded-pill bg-ink/10">
        <div className="h-full rounded-pill bg-accent" style={{ width: `${percent}%` }} />
      </div>
      {shown < total &&
        (href ? (
          <ButtonLink variant="secondary" href={href} scroll={false}>
            {words}
          </ButtonLink>
        ) : (
          <Button variant="secondary" pending={pending} pendingLabel="Loading…" onClick={onLoadMore}>
            {words}
          </Button>
        ))}
    </div>
  )
}
