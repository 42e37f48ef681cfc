import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of the table while it loads. */
export function CasesLoading() {
  return (
    <div>
      <p role="status" className="sr-only">
        Loading the cases
      </p>
      <Skeleton className="h-96 rounded-card" />
    </div>
  )
}
