import { cn } from '#platform/ui/cn.ts'
import { Skeleton } from '#platform/ui/skeleton.tsx'

// A loading page shows the same boxes in the same places, so that nothing moves when the page arrives.

const TILES = 6
const FILTERS = 12

function GridSkeleton({ columns, tiles }: { columns: 3 | 4; tiles: number }) {
  return (
    <div
      className={cn(
        'grid grid-cols-2 gap-x-4 gap-y-8 sm:grid-cols-3 md:gap-x-6 md:gap-y-10',
        columns === 4 && 'lg:grid-cols-4',
      )}
    >
      {Array.from({ length: tiles }, (_, tile) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change places.
        <div key={tile} className="flex flex-col gap-2">
          <Skeleton className="aspect-square rounded-card" />
          <Skeleton className="mt-1 h-5 w-3/4" />
          <Skeleton className="h-5 w-1/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      ))}
    </div>
  )
}

export function BrowserSkeleton() {
  return (
    <div className="page-width py-4 md:py-8">
      <p role="status" className="sr-only">
        Loading products
      </p>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="mt-2 h-9 w-56 md:h-11" />
      <Skeleton className="mt-2 mb-6 h-7 w-full max-w-md md:mb-10" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <div className="hidden flex-col gap-3 lg:flex">
          {Array.from({ length: FILTERS }, (_, filter) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they never change places.
            <Skeleton key={filter} className="h-6" />
          ))}
        </div>
        <div>
          <Skeleton className="mb-3 h-13 rounded-pill lg:hidden" />
          <div className="mb-4 flex justify-between">
            <Skeleton className="h-11 w-28" />
            <Skeleton className="h-11 w-40" />
          </div>
          <GridSkeleton columns={3} tiles={TILES} />
        </div>
      </div>
    </div>
  )
}
