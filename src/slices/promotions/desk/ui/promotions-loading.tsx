import { ListLoading } from '#desk/list-page.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

const CELLS = {
  name: 'h-4 flex-1',
  gives: 'h-4 w-32',
  code: 'h-4 w-32',
  used: 'h-4 w-20',
  times: 'h-4 w-40',
  state: 'h-4 w-16',
}

/** The list's final shape while it loads. */
export function PromotionsLoading() {
  return (
    <ListLoading
      words="Loading the promotions"
      cells={CELLS}
      card={<Skeleton className="h-28 rounded-card" />}
    />
  )
}
