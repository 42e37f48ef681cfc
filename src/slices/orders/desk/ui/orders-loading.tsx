import { ListLoading } from '#desk/list-page.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

const CELLS = {
  order: 'h-4 w-28',
  placed: 'h-4 w-20',
  customer: 'h-4 flex-1',
  total: 'h-4 w-16',
  payment: 'h-5 w-20',
  delivery: 'h-5 w-24',
}

/** The final shape of the list while it loads. */
export function StaffOrdersLoading() {
  return (
    <ListLoading
      words="Loading orders"
      cells={CELLS}
      card={
        <div className="flex h-28 flex-col justify-between rounded-card border border-hairline bg-surface p-4">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-4 w-52" />
          <Skeleton className="h-5 w-32" />
        </div>
      }
    />
  )
}
