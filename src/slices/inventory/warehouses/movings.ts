import type { WarehouseState } from './warehouse-input.ts'

/** What bringing a warehouse into this state is called in the audit. */
export const movings: Record<WarehouseState, string> = {
  open: 'warehouses.open',
  paused: 'warehouses.pause',
  closed: 'warehouses.close',
}
