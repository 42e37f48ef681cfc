import Link from 'next/link'
import { cn } from '#platform/ui/cn.ts'
import { tabListLook, tabLook } from '#platform/ui/tab-look.ts'
import { countCap, type StaffView, staffViewNames, staffViews } from '../filter.ts'
import { type StaffOrdersParams, staffOrdersHref } from './orders-params.ts'

/** The views as tabs that are links, each with its number of orders. */
export function StaffOrderViews({
  params,
  counts,
}: {
  params: StaffOrdersParams
  counts: Record<StaffView, number> | undefined
}) {
  return (
    <nav aria-label="Order views">
      <ul className={tabListLook}>
        {staffViews.map(view => (
          <li
            key={view}
            // On a narrow screen the last tabs are out of sight, so the view of problems comes first.
            className={cn('flex', view === 'problems' && counts?.problems && 'max-lg:order-first')}
          >
            <Link
              href={staffOrdersHref('/admin/orders', { ...params, view, after: null, before: null })}
              ref={params.view === view ? showTab : null}
              aria-current={params.view === view ? 'page' : undefined}
              className={cn(tabLook, 'text-sm')}
            >
              {staffViewNames[view]}
              <span
                className={cn(
                  'tabular min-w-8 rounded-pill bg-ink/8 px-2 text-center text-xs',
                  view === 'problems' && counts?.problems && 'bg-danger-tint text-danger',
                  !counts && 'text-transparent',
                )}
              >
                {counts ? countInWords(counts[view], countCap(params.q.trim())) : '0'}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** On a narrow screen the current one may be out of sight, too. */
const showTab = (tab: HTMLElement | null) => tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' })

function countInWords(count: number, cap: number): string {
  return count > cap ? `${cap.toLocaleString('en-GB')}+` : count.toLocaleString('en-GB')
}
