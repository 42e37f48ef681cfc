import type { Growth } from '#proof/seed-scale/growth.ts'
import { LINE_ID } from '#proof/seed-scale/scale-ids.ts'

/** Of orders that one warehouse has sent: each was fetched in a wave of its own. */
const SENT = `s join (select i, min(warehouse_id::text)::uuid as warehouse_id from l group by i having count(distinct warehouse_id) = 1) place using (i)`
const LINES = `l join (select i, sent from ${SENT}) one on one.i = l.i where one.sent`
const PICKED = `'{"outcome": "picked", "message": "", "left": 0}'`

/** One of ten thousand in each warehouse. */
const BIN = `'R-' || lpad((abs(hashtext(variant_id::text)) % 10000)::text, 6, '0')`

export const growth: Growth = {
  tables: [
    'bins',
    'bin_levels',
    'arrivals',
    'waves',
    'floor_parcels',
    'floor_lines',
    'pick_tasks',
    'pick_shares',
    'scans',
  ],
  withOrders: [
    `insert into bins (warehouse_id, code, walk_key) select distinct warehouse_id, ${BIN}, ${BIN} from l on conflict do nothing`,
    `insert into bin_levels (warehouse_id, variant_id, bin, units) select distinct warehouse_id, variant_id, ${BIN}, 1
    from l join shelf_stock s using (warehouse_id, variant_id) where s.units > 0 on conflict do nothing`,
    `insert into arrivals (warehouse_id, variant_id, since) select warehouse_id, variant_id, min(placed_at) from l where i % 50 = 0 group by 1, 2 on conflict do nothing`,
    `insert into waves (id, warehouse_id, kind, parcels, actor, made_at) select id, warehouse_id, 'single', 1, 'staff', confirmed_at from ${SENT} where sent`,
    `insert into floor_parcels (id, order_id, warehouse_id, state, shipping_method, told_version, address_hash, wave_id, trolley, slot, weight_grams, carrier, tracking_number, taken_at, changed_at)
    select id, id, warehouse_id, case when arrived then 'delivered' else 'handed_over' end, 'standard', 2, '', id, 0, 1, 900, 'Royal Parcel', 'RP' || i, confirmed_at, shipped_at from ${SENT} where sent`,
    `insert into floor_lines (parcel_id, variant_id, quantity, picked, packed) select l.order_id, l.variant_id, l.quantity, l.quantity, l.quantity from ${LINES}`,
    `insert into pick_tasks (id, wave_id, trolley, seq, variant_id) select ${LINE_ID}, l.order_id, 0, l.position, l.variant_id from ${LINES}`,
    `insert into pick_shares (task_id, parcel_id, variant_id, wanted, picked) select ${LINE_ID}, l.order_id, l.variant_id, l.quantity, l.quantity from ${LINES}`,
    `insert into scans (id, input_hash, kind, task_id, code, variant_id, quantity, actor, scanned_at, received_at, answer)
    select ${LINE_ID}, '', 'pick', ${LINE_ID}, l.sku, l.variant_id, l.quantity, 'staff', l.confirmed_at, l.confirmed_at, ${PICKED} from ${LINES}`,
    `insert into caused_effects (cause_id, kind, ref)
    select id, 'warehouse.hear-floor#' || id || ' ' || step, step from ${SENT} cross join unnest(array['packed', 'shipped', 'delivered']) step where sent and (arrived or step <> 'delivered')`,
  ],
}
