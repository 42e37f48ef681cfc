import { cn } from '#platform/ui/cn.ts'
import type { Later } from '../later.ts'
import { stockWords } from './stock-words.ts'

/** The dot only repeats the words. */
export function StockLabel({
  available,
  later = null,
  className,
}: {
  available: number
  later?: Later | null
  className?: string
}) {
  const { words, tone } = stockWords(available, later)
  return (
    <span className={cn('inline-flex items-center gap-1.5', className)}>
      <span
        aria-hidden="true"
        className={cn(
          'size-2 rounded-full',
          tone === 'plenty' && 'bg-success',
          tone === 'few' && 'bg-warning',
          tone === 'later' && 'border border-warning',
          tone === 'none' && 'border border-control',
        )}
      />
      <span className={cn(tone === 'few' && 'font-medium text-warning', tone === 'none' && 'text-muted')}>
        {words}
      </span>
    </span>
  )
}
