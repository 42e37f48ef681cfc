import type { Growth } from '#proof/seed-scale/growth.ts'

export const growth: Growth = {
  tables: ['orders', 'order_lines', 'order_events'],
}
