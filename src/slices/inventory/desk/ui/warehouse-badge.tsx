import { Badge } from '#platform/ui/badge.tsx'
import type { WarehouseState } from '#slices/inventory/warehouses/warehouse-input.ts'

/** An open warehouse needs no word. */
export function WarehouseBadge({ state }: { state: WarehouseState }) {
  if (state === 'open') return null
  return (
    <Badge tone={state === 'paused' ? 'warning' : 'neutral'}>
      {state === 'paused' ? 'Paused' : 'Closed'}
    </Badge>
  )
}
