import { businessWrongs } from './business-books.ts'
import { documentWrongs } from './document-books.ts'
import { brokenPromises } from './promise-wrongs.ts'
import { redemptionWrongs } from './redemption-books.ts'
import { returnWrongs } from './return-books.ts'
import { stationWrongs } from './station-wrongs.ts'
import type { Wrong } from './wrong.ts'

const aReturn = (state: string, closedAt: string) =>
  `insert into returns (id, number, order_id, state, input_hash, warehouse_id, asked_at, asked_by, decided_at, closed_at)
    select '00000000-0000-7000-8000-000000000031', 'R-WRONG', o.id, '${state}', '', (select id from warehouses limit 1), now(), 'link', now(), ${closedAt}
    from orders o where o.state = 'confirmed' limit 1`

const ofOurFloor = (state: string) => `
  insert into floor_parcels (id, order_id, warehouse_id, state, shipping_method, told_version, address_hash)
    select o.id, o.id, w.id, '${state}', 'standard', 1, '' from orders o, warehouses w where o.state = 'confirmed' limit 1`

/** A stopped parcel of an ended order with a unit in its tote. */
const inTote = `
  insert into floor_parcels (id, order_id, warehouse_id, state, shipping_method, told_version, address_hash, put_back_since, held_back)
    select o.id, o.id, s.warehouse_id, 'stopped', 'standard', 1, '', now(), true from orders o, shelf_stock s where o.state = 'declined' limit 1;
  insert into floor_lines (parcel_id, variant_id, quantity, picked)
    select p.id, s.variant_id, 1, 1 from floor_parcels p join shelf_stock s using (warehouse_id) limit 1`

/** Those that break what compares several slices, and whatever else they break. */
export const wrongsBetweenSlices: readonly Wrong[] = [
  ...brokenPromises,
  ...stationWrongs,
  ...redemptionWrongs,
  ...documentWrongs,
  ...returnWrongs,
  ...businessWrongs,
  { breaks: [34, 47], by: inTote, undo: 'delete from floor_lines; delete from floor_parcels' },
  {
    breaks: [3, 47],
    by: 'insert into put_back_holds (order_id, variant_id, warehouse_id, units) select gen_random_uuid(), variant_id, warehouse_id, 1 from stock_levels limit 1',
    undo: 'delete from put_back_holds',
  },
  { breaks: [35], by: ofOurFloor('packed'), undo: 'delete from floor_parcels' },
  {
    breaks: [39],
    by: `${ofOurFloor('stopped')}; insert into labels (id, parcel_id, order_id, warehouse_id, carrier, service, weight_grams, quoted_minor, currency)
      select gen_random_uuid(), id, order_id, warehouse_id, 'Royal Parcel', 'tracked_48', 900, 295, 'GBP' from floor_parcels`,
    undo: 'delete from labels; delete from floor_parcels',
  },
  {
    breaks: [3, 4],
    by: "update reservations set state = 'released' where state = 'held'",
    undo: "update reservations set state = 'held' where order_id in (select id from orders where state = 'confirmed')",
  },
  {
    breaks: [4],
    by: "insert into refunds (id, payment_id, order_id, amount_minor, currency, reason, requested_by) select gen_random_uuid(), id, order_id, 1, currency, 'twice', 'program' from payments where status = 'succeeded'; insert into refund_lines select r.id, l.id, l.quantity + 1, 1, false from refunds r join order_lines l using (order_id)",
    undo: 'delete from refund_lines; delete from refunds',
  },
  {
    breaks: [4, 5],
    by: "insert into refunds (id, payment_id, order_id, amount_minor, currency, reason, requested_by, status) select gen_random_uuid(), id, order_id, 1, currency, 'nothing came back', 'program', 'succeeded' from payments where status = 'succeeded'; insert into refund_lines select r.id, l.id, 1, 1, true from refunds r join order_lines l using (order_id)",
    undo: 'delete from refund_lines; delete from refunds',
  },
  {
    breaks: [5, 6, 12],
    by: "update payments set refunded_minor = 1 where status = 'succeeded'",
    undo: 'update payments set refunded_minor = 0',
  },
  {
    breaks: [6],
    by: "update payments set credit_minor = 1 where status = 'succeeded'",
    undo: 'update payments set credit_minor = 0',
  },
  {
    breaks: [11, 62],
    by: `update orders set paid_with = '[{ "amountMinor": 1 }]'`,
    undo: 'update orders set paid_with = null',
  },
  {
    breaks: [7, 12],
    by: "update payments set status = 'succeeded', captured_minor = amount_minor, updated_at = now() - interval '1 hour' where status = 'failed'; update orders set updated_at = now() - interval '1 hour' where state = 'declined'",
    undo: "update payments set status = 'failed', captured_minor = 0 where order_id in (select id from orders where state = 'declined'); update orders o set updated_at = (select max(at) from order_events e where e.order_id = o.id)",
  },
  {
    breaks: [9],
    by: "update pgboss.job set data = data || '{\"seq\": 99}' where name = 'order.confirmed'",
    undo: "update pgboss.job set data = data || '{\"seq\": 2}' where name = 'order.confirmed'",
  },
  {
    breaks: [10],
    by: "insert into pgboss.job (name, data) values ('invoices.render.dead', '{}')",
    undo: "delete from pgboss.job where name = 'invoices.render.dead'",
  },
  {
    breaks: [13],
    by: "insert into order_attempts (party, open, failed, paid, window_ends_at) values ('email:left', array[gen_random_uuid()], 0, 0, now())",
    undo: "delete from order_attempts where party = 'email:left'",
  },
  {
    breaks: [13],
    by: "update payments set parties = '{email:forgotten}' where status = 'failed'",
    undo: "update payments set parties = null where status = 'failed'",
  },
  {
    breaks: [15],
    by: "insert into parcels (id, order_id, state) select id, id, 'shipped' from orders where state = 'confirmed'; update orders set state = 'cancelled', ended_at = now() where state = 'confirmed'",
    undo: "delete from parcels; update orders set state = 'confirmed', ended_at = null where state = 'cancelled'",
  },
  {
    breaks: [15],
    by: "insert into hand_overs (order_id, state, at) select id, 'taken', now() from orders where state = 'confirmed'; update orders set state = 'cancelled', ended_at = now() + interval '1 s' where state = 'confirmed'",
    undo: "delete from hand_overs; update orders set state = 'confirmed', ended_at = null where state = 'cancelled'",
  },
  {
    breaks: [16],
    by: "insert into hand_overs (order_id, state, at) select id, 'taken', now() from orders where state = 'confirmed'",
    undo: 'delete from hand_overs',
  },
  {
    // A plan that promises nothing of what the warehouse holds.
    breaks: [11, 30],
    by: `insert into order_events (order_id, seq, type, data, actor, at) select id, version + 1, 'order.parcels_planned',
      jsonb_build_object('parcels', jsonb_build_array(jsonb_build_object('id', id, 'warehouseId', id, 'warehouse', 'x', 'lines', '[]'::jsonb))), 'system:warehouse', now() from orders where state = 'confirmed'`,
    undo: "alter table order_events disable trigger user; delete from order_events where type = 'order.parcels_planned'; alter table order_events enable trigger user",
  },
  {
    // A warehouse that has the order heard nothing of its new address.
    breaks: [11, 16, 23],
    by: "insert into hand_overs (order_id, state, at) select id, 'taken', now() from orders where state = 'confirmed'; insert into order_events (order_id, seq, type, data, actor, at) select id, version + 1, 'order.address_changed', jsonb_build_object('shippingAddress', shipping_address), 'link', now() from orders where state = 'confirmed'",
    undo: "delete from hand_overs; alter table order_events disable trigger user; delete from order_events where type = 'order.address_changed'; alter table order_events enable trigger user",
  },
  {
    breaks: [24],
    by: "insert into withdrawals (id, order_id, name, email, declared_at, declared_by, state) select '00000000-0000-7000-8000-000000000024', id, 'Ana', 'ana@example.com', now(), 'link', 'open' from orders where state = 'confirmed'; insert into withdrawal_lines select '00000000-0000-7000-8000-000000000024', l.id, l.quantity + 1 from order_lines l join orders o on o.id = l.order_id where o.state = 'confirmed'",
    undo: 'delete from withdrawal_lines; delete from withdrawals',
  },
  {
    breaks: [24],
    by: "insert into withdrawals (id, order_id, name, email, declared_at, declared_by, state) select '00000000-0000-7000-8000-000000000024', id, 'Ana', 'ana@example.com', now(), 'link', 'open' from orders where state = 'confirmed'; update orders set state = 'cancelled', ended_at = now() where state = 'confirmed'",
    undo: "delete from withdrawals; update orders set state = 'confirmed', ended_at = null where state = 'cancelled'",
  },
  {
    breaks: [21],
    by: "insert into desk_actions (id, action, customer_id, state, begun_at) values ('00000000-0000-7000-8000-000000000019', 'orders.cancel', '00000000-0000-7000-8000-000000000019', 'done', now())",
    undo: "delete from desk_actions where id = '00000000-0000-7000-8000-000000000019'",
  },
  {
    breaks: [22],
    by: "insert into customers (id, name, email, role) values ('00000000-0000-7000-8000-000000000020', 'Eve', 'eve@example.com', 'admin')",
    undo: "delete from customers where id = '00000000-0000-7000-8000-000000000020'",
  },
  {
    // An account that is gone, and no job that has the provider forget it.
    breaks: [29],
    by: "insert into provider_customers (customer_id, provider_id) values ('00000000-0000-7000-8000-000000000028', 'cus_forgotten')",
    undo: 'delete from provider_customers',
  },
  {
    breaks: [29],
    by: "update payments set provider_customer_id = 'cus_kept' where status = 'succeeded'",
    undo: 'update payments set provider_customer_id = null',
  },
  {
    breaks: [27],
    by: "insert into customers (id, name, email, staff_since) values ('00000000-0000-7000-8000-000000000023', 'Without Second', 'without-second@example.com', now() - interval '3 days'); insert into audit (at, actor, kind, action, entity, entity_id, session_id, factors, proven_at) values (now(), 'staff:00000000-0000-7000-8000-000000000023:Without', 'change', 'orders.cancel', 'order', '1', gen_random_uuid(), '{password}', now())",
    undo: "alter table audit disable trigger audit_append_only; delete from audit where actor like 'staff:00000000-0000-7000-8000-000000000023:%'; alter table audit enable trigger audit_append_only; delete from customers where id = '00000000-0000-7000-8000-000000000023'",
  },
  {
    // A return that says of units that came, and no event does.
    breaks: [32, 65],
    by: `${aReturn('settled', "'now'")}; insert into return_lines (order_id, return_id, order_line_id, reason, wish, asked, approved, received, restocked)
      select l.order_id, '00000000-0000-7000-8000-000000000031', l.id, 'damaged', 'refund', 1, 1, 1, 1 from order_lines l join orders o on o.id = l.order_id where o.state = 'confirmed'`,
    undo: 'delete from return_lines; delete from returns',
  },
  {
    // Money that a return says it asked for, and nobody did.
    breaks: [32],
    by: `${aReturn('settled', "'now'")}; insert into return_refunds (inspection_id, order_id, return_id, refund_id, lines, shipping, state)
      select gen_random_uuid(), order_id, id, gen_random_uuid(), '[]', false, 'asked' from returns`,
    undo: 'delete from return_refunds; delete from returns',
  },
  {
    // Money that is owed, and no job to pay it.
    breaks: [32],
    by: `${aReturn('received', 'null')}; insert into return_refunds (inspection_id, order_id, return_id, refund_id, lines, shipping, state)
      select gen_random_uuid(), order_id, id, gen_random_uuid(), '[]', false, 'owed' from returns`,
    undo: 'delete from return_refunds; delete from returns',
  },
  {
    // A case of which the order's history does not know.
    breaks: [40],
    by: `insert into cases (id, order_id, parcel_id, kind, lines, opened_by)
      select '00000000-0000-7000-8000-000000000039', id, id, 'lost', '[]', 'system:command' from orders where state = 'confirmed'`,
    undo: 'delete from cases',
  },
  {
    // A case that ended with a refund, and nobody asked for one.
    breaks: [40],
    by: `insert into cases (id, order_id, parcel_id, kind, lines, opened_by, state, outcome, settled_at, settled_by)
      select '00000000-0000-7000-8000-000000000039', id, id, 'lost', '[]', 'system:command', 'settled', 'refund', now(), 'system:command' from orders where state = 'confirmed'`,
    undo: 'delete from cases',
  },
  {
    // A case that ended with a new parcel, and nothing was sent once more.
    breaks: [40, 45],
    by: `insert into cases (id, order_id, parcel_id, kind, lines, opened_by, state, outcome, settled_at, settled_by)
      select '00000000-0000-7000-8000-000000000039', id, id, 'lost', '[]', 'system:command', 'settled', 'reship', now(), 'system:command' from orders where state = 'confirmed'`,
    undo: 'delete from cases',
  },
  {
    // Goods that came onto a shelf because of a case, and no case put them there.
    breaks: [2, 31, 49],
    by: `insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, order_line_id, cause_id, actor)
      select r.variant_id, r.warehouse_id, r.bucket, 1, 1, 'customer', 'shelf', 'returned', r.order_line_id, r.order_id, 'system:command' from reservations r where r.state = 'held'`,
    undo: "alter table stock_movements disable trigger user; delete from stock_movements where reason = 'returned' and cause_id is not null; alter table stock_movements enable trigger user",
  },
  {
    // Units that are sent once more, and the history knows of none.
    breaks: [4, 45],
    by: "update order_lines set resent = 1 where order_id in (select id from orders where state in ('confirmed', 'completed'))",
    undo: 'update order_lines set resent = 0 where resent > 0',
  },
]
