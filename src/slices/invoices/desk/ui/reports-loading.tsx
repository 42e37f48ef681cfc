import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of a report while it loads. */
export function ReportsLoading() {
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading the report
      </p>
      <Skeleton className="h-11 max-w-xl rounded-control" />
      <Skeleton className="h-72 rounded-card" />
    </div>
  )
}
