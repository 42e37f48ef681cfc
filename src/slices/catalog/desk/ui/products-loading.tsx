import { ListLoading } from '#desk/list-page.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

const CELLS = {
  name: 'h-4 flex-1',
  skus: 'h-4 w-40',
  category: 'h-4 w-28',
  price: 'h-4 w-16',
  state: 'h-4 w-20',
}

/** The list's final shape while it loads. */
export function ProductsLoading() {
  return (
    <ListLoading
      words="Loading the products"
      cells={CELLS}
      card={<Skeleton className="h-24 rounded-card" />}
    />
  )
}
