import type { Growth } from '#proof/seed-scale/growth.ts'

const BY = `(confirmed_at + interval '7 days')::date`
const STATE = `case when fate = 'cancelled' then 'void' when not arrived then 'open' when delivered_at::date <= ${BY} then 'kept' else 'broken' end`
const CARRIER = `case when sent then 'Royal Parcel' end`
/** What has not arrived is under way, and no worker tells its shopper that it is late. */
const LOOK_AT = `case when not arrived and fate <> 'cancelled' then '2100-01-01'::timestamptz end`

export const growth: Growth = {
  tables: ['parcel_promises', 'promise_days'],
  withOrders: [
    `insert into parcel_promises (order_id, parcel_id, warehouse_id, shipping_method, country, carrier, first_by, earliest, promised_by, state, left_at, ended_at, look_at, made_at)
    select id, id, warehouse_id, 'standard', 'GB', ${CARRIER}, ${BY}, ${BY} - 2, ${BY}, ${STATE}, case when sent then shipped_at end,
      case when fate = 'cancelled' then shipped_at when arrived then delivered_at end, ${LOOK_AT}, confirmed_at
    from s join (select i, case when count(distinct warehouse_id) = 1 then min(warehouse_id::text)::uuid end as warehouse_id from l group by i) place using (i) where paid`,
    `insert into promise_days (order_id, parcel_id, number, earliest, promised_by, reason, made_at)
    select id, id, 1, ${BY} - 2, ${BY}, '[]', confirmed_at from s where paid`,
  ],
}
