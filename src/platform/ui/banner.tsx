import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'
import { type Tone, toneLook } from './tone.ts'

export type BannerProps = {
  tone: Exclude<Tone, 'neutral'>
  title?: ReactNode
  children?: ReactNode
  /** A button or link: the way out. */
  action?: ReactNode
  /** Screen readers read it when it appears: `polite` waits its turn, `assertive` does not. Leave it out on page load. */
  live?: 'polite' | 'assertive'
  className?: string
}

const ICONS = { info: Info, success: CircleCheck, warning: TriangleAlert, danger: CircleAlert }

/** A notice about the page or part of it, which stays until somebody deals with its cause. */
export function Banner({ tone, title, children, action, live, className }: BannerProps) {
  const Icon = ICONS[tone]
  return (
    <div
      role={live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined}
      className={cn(
        'flex flex-col gap-3 rounded-card border border-current/30 p-4 xs:flex-row xs:items-start',
        toneLook[tone],
        className,
      )}
    >
      <div className="flex min-w-0 flex-1 gap-3">
        <Icon aria-hidden="true" className="mt-0.5 size-5" />
        <div className="min-w-0 max-w-prose">
          {title && <p className="font-semibold">{title}</p>}
          {children && <div className="text-ink">{children}</div>}
        </div>
      </div>
      {action && <div className="shrink-0 pl-8 xs:pl-0">{action}</div>}
    </div>
  )
}
