import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The final shape of the table while it loads. */
export function WithdrawalsLoading() {
  return (
    <div>
      <p role="status" className="sr-only">
        Loading the withdrawals
      </p>
      <Skeleton className="h-96 rounded-card" />
    </div>
  )
}
