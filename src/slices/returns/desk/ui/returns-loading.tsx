import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of the table while it loads. */
export function ReturnsLoading() {
  return (
    <div>
      <p role="status" className="sr-only">
        Loading the returns
      </p>
      <Skeleton className="h-96 rounded-card" />
    </div>
  )
}
