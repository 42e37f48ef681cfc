import { ListLoading } from '#desk/list-page.tsx'
import { Skeleton } from '#platform/ui/skeleton.tsx'

const CELLS = {
  sku: 'h-4 w-32',
  name: 'h-4 flex-1',
  onHand: 'h-4 w-14',
  reserved: 'h-4 w-14',
  available: 'h-4 w-14',
  where: 'h-4 w-40',
}

/** The list's final shape while it loads. */
export function StaffStockLoading() {
  return (
    <ListLoading words="Loading the stock" cells={CELLS} card={<Skeleton className="h-26 rounded-card" />} />
  )
}
