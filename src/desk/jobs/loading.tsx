import { Skeleton } from '#platform/ui/skeleton.tsx'

const TILES = ['dead', 'retrying', 'waiting', 'running', 'oldest']

/** The final shape of the jobs screen while it loads. */
export function JobsLoading() {
  return (
    <div className="flex flex-col gap-5">
      <p role="status" className="sr-only">
        Loading the jobs
      </p>
      <div className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-5">
        {TILES.map(tile => (
          <Skeleton key={tile} className="h-24 rounded-card max-md:last:col-span-2" />
        ))}
      </div>
      <Skeleton className="h-160 rounded-card" />
      <Skeleton className="h-40 rounded-card" />
    </div>
  )
}
