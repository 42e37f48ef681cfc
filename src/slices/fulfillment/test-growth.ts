import type { Growth } from '#proof/seed-scale/growth.ts'
import { DELIVERY } from '#proof/seed-scale/scale-ids.ts'

export const growth: Growth = {
  tables: ['parcels'],
  withOrders: [
    `insert into parcels (id, order_id, state, dispatched_at, updated_at) select id, id, ${DELIVERY}, confirmed_at, confirmed_at from s where paid`,
  ],
}
