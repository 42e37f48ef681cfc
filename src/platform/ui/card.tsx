import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn.ts'

/** A surface with a hairline. Padding 16 on a phone, 24 on a desk; `flush` for lists that reach the edge. */
export function Card({ flush = false, className, ...rest }: ComponentProps<'section'> & { flush?: boolean }) {
  return (
    <section
      className={cn(
        'rounded-card border border-hairline bg-surface',
        flush ? 'overflow-clip' : 'p-4 md:p-6',
        className,
      )}
      {...rest}
    />
  )
}

export type CardHeadingProps = {
  children: ReactNode
  /** Stands at the right: a link, a button, a badge. */
  aside?: ReactNode
  level?: 2 | 3
  id?: string
  className?: string
}

export function CardHeading({ children, aside, level = 2, id, className }: CardHeadingProps) {
  const Heading = `h${level}` as const
  return (
    <div className={cn('mb-3 flex min-h-8 items-center justify-between gap-4', className)}>
      <Heading id={id} className="text-xl">
        {children}
      </Heading>
      {aside}
    </div>
  )
}
