import type { Growth } from '#proof/seed-scale/growth.ts'
import { DELIVERY } from '#proof/seed-scale/scale-ids.ts'

export const growth: Growth = {
  tables: ['dispatches'],
  withOrders: [
    `insert into dispatches (order_id, state, dispatched_at, updated_at) select id, ${DELIVERY}, confirmed_at, confirmed_at from s where paid`,
  ],
}
