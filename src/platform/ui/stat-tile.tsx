import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn.ts'

export type StatTileProps = {
  label: string
  value: ReactNode
  /** Against the period before: "12% more than last week". */
  change?: { direction: 'up' | 'down' | 'flat'; text: string; good?: boolean }
  /** Danger when a person must act. */
  tone?: 'neutral' | 'warning' | 'danger'
  /** A sparkline or a link. */
  children?: ReactNode
  className?: string
}

export function StatTile({ label, value, change, tone = 'neutral', children, className }: StatTileProps) {
  return (
    <div
      className={cn(
        '@container flex min-w-0 flex-col rounded-card border border-hairline bg-surface p-4',
        tone === 'warning' && 'border-warning/50 bg-warning-tint',
        tone === 'danger' && 'border-danger/50 bg-danger-tint',
        className,
      )}
    >
      <p className={cn('text-sm', tone === 'neutral' ? 'text-muted' : 'text-ink')}>{label}</p>
      {/* As large as six figures of money have room for; two tiles stand side by side on the narrowest phone. */}
      <p className="tabular mt-1 font-display text-[clamp(1.25rem,18cqi,1.875rem)] leading-9 [overflow-wrap:anywhere]">
        {value}
      </p>
      {change && (
        <p
          className={cn(
            'mt-1 flex items-center gap-1 text-sm',
            change.good === true && 'text-success',
            change.good === false && 'text-danger',
            change.good === undefined && 'text-muted',
          )}
        >
          {change.direction === 'up' && <ArrowUpRight aria-hidden="true" className="size-4" />}
          {change.direction === 'down' && <ArrowDownRight aria-hidden="true" className="size-4" />}
          {change.text}
        </p>
      )}
      {children}
    </div>
  )
}
