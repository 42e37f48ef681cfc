import { ChevronLeft, ChevronRight } from 'lucide-react'
import { ButtonLink } from './button-link.tsx'
import { cn } from './cn.ts'

export type PaginationProps = {
  /** A summary of the list: "51–100 of 213 orders". */
  status: string
  previousHref?: string | undefined
  nextHref?: string | undefined
  className?: string
}

/** For staff lists: previous, where we are, next. A missing link is left out, its room is kept. */
export function Pagination({ status, previousHref, nextHref, className }: PaginationProps) {
  return (
    <nav aria-label="Pages" className={cn('flex items-center justify-between gap-4', className)}>
      <p role="status" className="tabular text-muted text-sm">
        {status}
      </p>
      <div className="flex gap-2">
        <ButtonLink
          variant="secondary"
          size="sm"
          href={previousHref ?? '#'}
          className={cn(!previousHref && 'invisible')}
          rel="prev"
        >
          <ChevronLeft aria-hidden="true" />
          Previous
        </ButtonLink>
        <ButtonLink
          variant="secondary"
          size="sm"
          href={nextHref ?? '#'}
          className={cn(!nextHref && 'invisible')}
          rel="next"
        >
          Next
          <ChevronRight aria-hidden="true" />
        </ButtonLink>
      </div>
    </nav>
  )
}
