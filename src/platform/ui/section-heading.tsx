import type { ReactNode } from 'react'
import { cn } from './cn.ts'

export type SectionHeadingProps = {
  children: ReactNode
  /** Stands at the right: usually one link, "See all 12". */
  aside?: ReactNode
  level?: 1 | 2 | 3
  id?: string
  className?: string
}

const SIZES = { 1: '', 2: 'text-2xl md:text-3xl', 3: 'text-xl' }

/** A heading that stands on the shelf: our hairline with the short thick start. */
export function SectionHeading({ children, aside, level = 2, id, className }: SectionHeadingProps) {
  const Heading = `h${level}` as const
  return (
    <div
      className={cn('shelf mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-2 pb-3', className)}
    >
      <Heading id={id} className={SIZES[level]}>
        {children}
      </Heading>
      {aside && <div className="text-base">{aside}</div>}
    </div>
  )
}
