import type { ReactNode } from 'react'
import { Pagination } from '#platform/ui/pagination.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The pages beside this one, by the row at which they begin or end. */
type PagesBeside = {
  previousBefore: string | null
  nextAfter: string | null
  hrefOf: (to: { after: string | null; before: string | null }) => string
}

/** One page of a list, and the links to the pages beside it; or what stands there when the list is empty. */
export function ListPage({
  count,
  noun,
  empty,
  beside: { previousBefore, nextAfter, hrefOf },
  isBusy,
  children,
}: {
  /** The number of rows on this page. */
  count: number
  noun: { one: string; many: string }
  empty: ReactNode
  beside: PagesBeside
  /** The rows of another address are shown until these arrive. */
  isBusy?: boolean
  children: ReactNode
}) {
  if (count === 0) return empty
  return (
    <div className="flex flex-col gap-4" aria-busy={isBusy}>
      {children}
      <Pagination
        status={`${count === 1 ? `1 ${noun.one}` : `${count} ${noun.many}`} on this page`}
        previousHref={previousBefore ? hrefOf({ after: null, before: previousBefore }) : undefined}
        nextHref={nextAfter ? hrefOf({ after: nextAfter, before: null }) : undefined}
      />
    </div>
  )
}

const ROWS = Array.from({ length: 14 }, (_, index) => `row ${index}`)
const CARDS = ROWS.slice(0, 6)

/** The final shape of a list while it loads: rows from 1024 px up, cards below that. */
export function ListLoading({
  words,
  cells,
  card,
}: {
  words: string
  /** The size of the bar in each column, by its name. */
  cells: Readonly<Record<string, string>>
  card: ReactNode
}) {
  return (
    <div>
      <p role="status" className="sr-only">
        {words}
      </p>
      <div className="hidden rounded-card border border-hairline bg-surface lg:block">
        {ROWS.map(row => (
          <div
            key={row}
            className="flex h-10 items-center gap-8 border-hairline border-b px-4 last:border-b-0"
          >
            {Object.entries(cells).map(([column, size]) => (
              <Skeleton key={column} className={size} />
            ))}
          </div>
        ))}
      </div>
      <div className="grid gap-2 md:grid-cols-2 lg:hidden">
        {CARDS.map(row => (
          <div key={row}>{card}</div>
        ))}
      </div>
    </div>
  )
}
