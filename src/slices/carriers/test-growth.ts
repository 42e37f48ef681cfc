import type { Growth } from '#proof/seed-scale/growth.ts'

const FAR = `case when arrived then 'delivered' else 'in_transit' end`
const FAR_AT = 'case when arrived then delivered_at else shipped_at end'

/** Each order that was sent has a label, and no worker asks the sandbox about those on the road: that has none of them. */
export const growth: Growth = {
  tables: ['labels', 'tracking_events'],
  withOrders: [
    `insert into labels (id, parcel_id, order_id, warehouse_id, state, carrier, service, weight_grams, quoted_minor, cost_minor, currency, tracking_number, noted_at, bought_at, ended_at, handed_over_at, told_at, scan_code, scanned_at, ask_at)
    select id, id, id, warehouse_id, 'used', 'Royal Parcel', 'tracked_48', 900, 295, 295, 'GBP', 'RP' || i, confirmed_at, confirmed_at, shipped_at, shipped_at, shipped_at, ${FAR}, ${FAR_AT}, case when not arrived then '2100-01-01'::timestamptz end
    from s join (select i, min(warehouse_id::text)::uuid as warehouse_id from l group by i) place using (i) where sent`,
    `insert into tracking_events (id, label_id, code, place, at, heard_at, heard_by) select 'scan_' || i, id, 'in_transit', 'Leeds', shipped_at, shipped_at, 'webhook' from s where sent`,
    `insert into tracking_events (id, label_id, code, place, at, heard_at, heard_by) select 'scan_' || i || '_2', id, 'delivered', 'Leeds', delivered_at, delivered_at, 'webhook' from s where arrived`,
  ],
}
