import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of the room while it loads. */
export function StaffLoading() {
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="h-11 w-72" />
      <Skeleton className="h-72 rounded-card" />
    </div>
  )
}
