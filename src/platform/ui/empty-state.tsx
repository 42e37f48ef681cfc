import type { ReactNode } from 'react'
import { cn } from './cn.ts'
import { EmptyShelf } from './empty-shelf.tsx'

export type EmptyStateProps = {
  /** One sentence, such as "Your cart is empty." */
  children: ReactNode
  /** A heading where the place is a page of its own. */
  title?: ReactNode
  /** One button or link. */
  action?: ReactNode
  /** A picture about 160 px wide; an empty shelf unless given. `null` leaves it out. */
  art?: ReactNode
  className?: string
}

export function EmptyState({ children, title, action, art = <EmptyShelf />, className }: EmptyStateProps) {
  return (
    <div className={cn('mx-auto flex max-w-md flex-col items-center px-4 py-12 text-center', className)}>
      {art && <div className="mb-6">{art}</div>}
      {title && <h2 className="mb-1 text-2xl">{title}</h2>}
      <p className="text-muted">{children}</p>
      {action && <div className="mt-6">{action}</div>}
    </div>
  )
}
