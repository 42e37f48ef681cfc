import { Skeleton } from '#platform/ui/skeleton.tsx'

export function FloorLoading() {
  return (
    <div className="flex flex-col gap-3" aria-hidden="true">
      <Skeleton className="h-20 rounded-card" />
      <Skeleton className="h-20 rounded-card" />
    </div>
  )
}
