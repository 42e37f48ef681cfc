import Link from 'next/link'
import { useJobInWords } from '#desk/job-words.tsx'
import { cn } from '#platform/ui/cn.ts'
import { formatMoney, formatRelative } from '#platform/ui/format.ts'
import type { LiveRows } from '../order-row.ts'
import { DeliveryBadge, PaymentBadge } from './badges.tsx'
import { problemInWords } from './problem-words.ts'

/** The list on a phone: one card for each order, and the whole card is a link. */
export function StaffOrderCards({ rows, now, label }: { rows: LiveRows['rows']; now: Date; label: string }) {
  const jobInWords = useJobInWords()
  return (
    <ul aria-label={label} className="grid gap-2 md:grid-cols-2">
      {rows.map(row => (
        <li
          key={row.id}
          className={cn(
            'relative rounded-card border border-hairline bg-surface p-4',
            row.left && 'border-dashed',
          )}
        >
          <div className="flex items-baseline justify-between gap-3">
            <Link
              href={`/admin/orders/${row.id}`}
              data-row-link
              className="font-semibold after:absolute after:inset-0 after:rounded-card"
            >
              {row.number}
            </Link>
            <span className="tabular font-semibold">{formatMoney(row.totalMinor, row.currency)}</span>
          </div>
          <p className="mt-0.5 flex justify-between gap-3 text-muted text-sm">
            <span className="truncate">{row.customerName}</span>
            <time dateTime={row.placedAt.toISOString()} className="shrink-0">
              {formatRelative(row.placedAt, now)}
            </time>
          </p>
          <p className="mt-2.5 flex flex-wrap gap-1.5">
            <PaymentBadge order={row} />
            {row.left ? (
              <span className="text-muted text-xs">Left this view</span>
            ) : (
              <DeliveryBadge order={row} />
            )}
          </p>
          {row.problem && (
            <p className="mt-2 text-danger text-sm [overflow-wrap:anywhere]">
              {problemInWords(row.problem, jobInWords)}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
