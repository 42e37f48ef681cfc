import { ListLoading } from '#desk/list-page.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

const CELLS = {
  order: 'h-4 w-28',
  state: 'h-5 w-24',
  since: 'h-4 w-20',
  items: 'h-4 w-8',
  warehouse: 'h-4 w-40',
  carrier: 'h-4 flex-1',
}

/** The list's final shape while it loads. */
export function ParcelsLoading() {
  return (
    <ListLoading
      words="Loading the parcels"
      cells={CELLS}
      card={<Skeleton className="h-28 rounded-card" />}
    />
  )
}
