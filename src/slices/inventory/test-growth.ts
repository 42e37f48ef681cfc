import type { Growth } from '#proof/seed-scale/growth.ts'
import { idOf, LINE_ID } from '#proof/seed-scale/scale-ids.ts'

export const growth: Growth = {
  tables: ['stock_levels', 'stock_movements', 'reservations'],
  withOrders: [
    `insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, quantity, state, created_at, updated_at)
    select ${idOf('l.placed_at', 'b', 'l.position', 'l.i')}, order_id, ${LINE_ID}, variant_id, warehouse_id, quantity,
      case when fate in ('shipped', 'completed', 'partly-refunded') then 'consumed' when fate in ('declined', 'expired', 'called-off', 'cancelled') then 'released' else 'held' end, placed_at, shipped_at from l`,
    `insert into stock_movements (variant_id, warehouse_id, quantity, reason, order_line_id, actor, at)
    select variant_id, warehouse_id, -quantity, 'shipped', ${LINE_ID}, 'system:warehouse', shipped_at from l where fate in ('shipped', 'completed', 'partly-refunded')`,
  ],
}
