import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of the books while they load. */
export function StaffBooksLoading() {
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading the books
      </p>
      <Skeleton className="h-20 rounded-card" />
      <Skeleton className="h-32 rounded-card" />
      <Skeleton className="h-32 rounded-card" />
    </div>
  )
}
