import type { Invariant } from '#platform/db/invariant.ts'

export const inventoryInvariants: readonly Invariant[] = [
  {
    number: 1,
    says: 'what is promised is on the shelf: 0 <= reserved <= on_hand',
    count: 'select count(*) from stock_levels where not (0 <= reserved and reserved <= on_hand)',
  },
  {
    number: 2,
    says: 'on_hand is the sum of the ledger',
    count: `select count(*) from stock_levels s
      full join (select variant_id, warehouse_id, bucket, sum(quantity) as moved from stock_movements group by 1, 2, 3) m using (variant_id, warehouse_id, bucket)
      where coalesce(s.on_hand, 0) <> coalesce(m.moved, 0)`,
  },
  {
    number: 3,
    says: 'reserved is the sum of the held reservations and of what is held until it is put back',
    count: `select count(*) from stock_levels s
      full join (select variant_id, warehouse_id, bucket, sum(units) as held from (
        select variant_id, warehouse_id, bucket, quantity as units from reservations where state = 'held'
        union all select variant_id, warehouse_id, bucket, units from put_back_holds where until is null) held group by 1, 2, 3) r using (variant_id, warehouse_id, bucket)
      where coalesce(s.reserved, 0) <> coalesce(r.held, 0)`,
  },
  {
    number: 46,
    says: 'nothing is free in an open warehouse of what a line waits for, nobody was served before somebody who came first, and an offer counts the units that wait',
    count: `select (select count(*) from stock_levels s join warehouses w on w.id = s.warehouse_id and w.state = 'open'
        where s.on_hand > s.reserved and exists (select from waiting_lines l where l.variant_id = s.variant_id and l.waiting > 0))
      + (select count(*) from waiting_lines first join waiting_lines later on later.variant_id = first.variant_id and (later.since, later.id) > (first.since, first.id)
        where first.waiting > 0 and later.unplanned > 0)
      + (select count(*) from back_order_offers o
        full join (select variant_id, sum(waiting) as units from waiting_lines group by 1) l using (variant_id)
        where coalesce(o.waiting, 0) <> coalesce(l.units, 0)) as count`,
  },
  {
    number: 31,
    says: 'every unit is somewhere: what is set aside is what the ledger moved there, nothing is left between buckets, and no customer gave back more than they got',
    count: `select (select count(*) from stock_aside a
        full join (select variant_id, warehouse_id, place, sum(moved) as units from stock_ledger l
          cross join lateral (values (l.to_place, l.units), (l.from_place, -l.units)) side(place, moved)
          where place in ('returns', 'repair', 'quarantine') group by 1, 2, 3) m using (variant_id, warehouse_id, place)
        where coalesce(a.units, 0) <> coalesce(m.units, 0))
      + (select count(*) from (select variant_id, warehouse_id from stock_movements where reason = 'moved' group by 1, 2 having sum(quantity) <> 0) split)
      + (select count(*) from units_with_customers where units < 0) as count`,
  },
  {
    number: 48,
    says: 'a checkpoint of the past is what the rows until its moment add up to',
    // Each checkpoint has a mark in each warehouse that the variant was ever in; the sum over all rows before a mark is what the checkpoint must say.
    count: `with busy as (
        select distinct variant_id from stock_checkpoints
      ), events as (
        select variant_id, warehouse_id, at, quantity as on_hand, 0 as reserved from stock_movements join busy using (variant_id)
        union all select variant_id, warehouse_id, created_at, 0, quantity from reservations join busy using (variant_id)
        union all select variant_id, warehouse_id, greatest(created_at, updated_at), 0, -quantity from reservations join busy using (variant_id) where state <> 'held'
        union all select variant_id, warehouse_id, since, 0, units from put_back_holds join busy using (variant_id)
        union all select variant_id, warehouse_id, until, 0, -units from put_back_holds join busy using (variant_id) where until is not null
      ), places as (
        select variant_id, warehouse_id from events union select variant_id, warehouse_id from stock_checkpoints
      ), marks as (
        select m.variant_id, p.warehouse_id, m.at, c.on_hand, c.reserved from (select distinct variant_id, at from stock_checkpoints) m join places p using (variant_id)
        left join stock_checkpoints c on (c.variant_id, c.at, c.warehouse_id) = (m.variant_id, m.at, p.warehouse_id)
      ), summed as (
        select is_mark, said_on_hand, said_reserved, sum(on_hand) over until_then as on_hand, sum(reserved) over until_then as reserved from (
          select variant_id, warehouse_id, at, on_hand, reserved, false as is_mark, 0 as said_on_hand, 0 as said_reserved from events
          union all select variant_id, warehouse_id, at, 0, 0, true, coalesce(on_hand, 0), coalesce(reserved, 0) from marks) each
        window until_then as (partition by variant_id, warehouse_id order by at)
      )
      select count(*) from summed where is_mark and (on_hand, reserved) is distinct from (said_on_hand, said_reserved)`,
  },
]
