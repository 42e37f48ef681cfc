import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of the table while it loads. */
export function WishesLoading() {
  return (
    <div>
      <p role="status" className="sr-only">
        Loading the wishes
      </p>
      <Skeleton className="h-96 rounded-card" />
    </div>
  )
}
