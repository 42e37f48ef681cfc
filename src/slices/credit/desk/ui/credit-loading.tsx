import { ListLoading } from '#desk/list-page.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

const CELLS = {
  card: 'h-4 w-24',
  balance: 'h-4 w-20',
  standing: 'h-4 w-16',
  mail: 'h-4 flex-1',
  issued: 'h-4 w-24',
}

/** The list's final shape while it loads. */
export function CreditLoading() {
  return (
    <ListLoading
      words="Loading the gift cards"
      cells={CELLS}
      card={<Skeleton className="h-26 rounded-card" />}
    />
  )
}
