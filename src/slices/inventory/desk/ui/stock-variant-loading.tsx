import { Skeleton } from '#platform/ui/skeleton.tsx'

/** The page's final shape while it loads. */
export function StaffStockVariantLoading() {
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        Loading the stock of this variant
      </p>
      <Skeleton className="h-9 w-24" />
      <Skeleton className="h-9 w-80" />
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {['on hand', 'reserved', 'available', 'buckets'].map(tile => (
          <Skeleton key={tile} className="h-22 rounded-card" />
        ))}
      </div>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <Skeleton className="h-56 rounded-card" />
        <Skeleton className="h-56 rounded-card" />
      </div>
    </div>
  )
}
