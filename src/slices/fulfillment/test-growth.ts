import type { Growth } from '#proof/seed-scale/growth.ts'
import { DELIVERY } from '#proof/seed-scale/scale-ids.ts'

const STATE = `case when fate = 'cancelled' then 'cancelled' when ${DELIVERY} = 'unfulfilled' then 'received' else ${DELIVERY} end`
/** What has not arrived is under way, and no worker asks the sandbox about it: that has none of these parcels. */
const ASK_AT = `case when not arrived and fate <> 'cancelled' then '2100-01-01'::timestamptz end`

export const growth: Growth = {
  tables: ['parcels'],
  withOrders: [
    `insert into parcels (id, order_id, warehouse_id, state, dispatched_at, updated_at, ask_at)
    select id, id, warehouse_id, ${STATE}, confirmed_at, confirmed_at, ${ASK_AT}
    from s join (select i, case when count(distinct warehouse_id) = 1 then min(warehouse_id::text)::uuid end as warehouse_id from l group by i) place using (i) where paid`,
  ],
}
