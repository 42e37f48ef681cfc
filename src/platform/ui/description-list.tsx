import type { ReactNode } from 'react'
import { cn } from './cn.ts'

export type DescriptionListProps = {
  children: ReactNode
  /** `rows`: term left, value right, for totals. `stacked`: term above value. */
  layout?: 'rows' | 'stacked'
  className?: string
}

export function DescriptionList({ children, layout = 'rows', className }: DescriptionListProps) {
  return (
    <dl
      data-layout={layout}
      className={cn('group/dl flex flex-col data-[layout=rows]:gap-2 data-[layout=stacked]:gap-4', className)}
    >
      {children}
    </dl>
  )
}

export type DescriptionProps = {
  term: ReactNode
  children: ReactNode
  /** The line that counts, such as the total: larger, with a line above. */
  strong?: boolean
}

export function Description({ term, children, strong = false }: DescriptionProps) {
  return (
    <div
      className={cn(
        'group-data-[layout=rows]/dl:flex group-data-[layout=rows]/dl:justify-between group-data-[layout=rows]/dl:gap-4',
        strong && 'mt-1 border-ink/80 border-t pt-3 font-semibold text-lg',
      )}
    >
      <dt className={cn(!strong && 'text-muted group-data-[layout=stacked]/dl:text-sm')}>{term}</dt>
      <dd className="tabular min-w-0 group-data-[layout=rows]/dl:text-right">{children}</dd>
    </div>
  )
}
