import { Skeleton } from '#platform/ui/skeleton.tsx'

const ROWS = Array.from({ length: 14 }, (_, index) => `row ${index}`)

/** The list's final shape while it loads. */
export function StaffStockLoading() {
  return (
    <div>
      <p role="status" className="sr-only">
        Loading the stock
      </p>
      <div className="hidden rounded-card border border-hairline bg-surface lg:block">
        {ROWS.map(row => (
          <div
            key={row}
            className="flex h-10 items-center gap-8 border-hairline border-b px-4 last:border-b-0"
          >
            <Skeleton className="h-4 w-32" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-14" />
            <Skeleton className="h-4 w-14" />
            <Skeleton className="h-4 w-14" />
            <Skeleton className="h-4 w-40" />
          </div>
        ))}
      </div>
      <div className="grid gap-2 md:grid-cols-2 lg:hidden">
        {ROWS.slice(0, 6).map(row => (
          <Skeleton key={row} className="h-26 rounded-card" />
        ))}
      </div>
    </div>
  )
}
