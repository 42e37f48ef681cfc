import { Skeleton } from '#platform/ui/skeleton.tsx'

const ROWS = Array.from({ length: 14 }, (_, index) => `row ${index}`)

/** The final shape of the list while it loads. */
export function StaffOrdersLoading() {
  return (
    <div>
      <p role="status" className="sr-only">
        Loading orders
      </p>
      <div className="hidden rounded-card border border-hairline bg-surface lg:block">
        {ROWS.map(row => (
          <div
            key={row}
            className="flex h-10 items-center gap-8 border-hairline border-b px-4 last:border-b-0"
          >
            <Skeleton className="h-4 w-28" />
            <Skeleton className="h-4 w-20" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-16" />
            <Skeleton className="h-5 w-20" />
            <Skeleton className="h-5 w-24" />
          </div>
        ))}
      </div>
      <div className="grid gap-2 md:grid-cols-2 lg:hidden">
        {ROWS.slice(0, 6).map(row => (
          <div
            key={row}
            className="flex h-28 flex-col justify-between rounded-card border border-hairline bg-surface p-4"
          >
            <Skeleton className="h-5 w-40" />
            <Skeleton className="h-4 w-52" />
            <Skeleton className="h-5 w-32" />
          </div>
        ))}
      </div>
    </div>
  )
}
