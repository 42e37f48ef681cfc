import { Skeleton } from '#platform/ui/skeleton.tsx'

const TILES = ['orders', 'revenue', 'average', 'conversion', 'failed', 'refunds']

/** The page's final shape while it loads. */
export function TodayLoading() {
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading today’s numbers
      </p>
      <Skeleton className="h-12 rounded-card" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {TILES.map(tile => (
          <Skeleton key={tile} className="h-34 rounded-card" />
        ))}
      </div>
      <Skeleton className="h-94 rounded-card" />
      <Skeleton className="h-96 rounded-card" />
    </div>
  )
}
