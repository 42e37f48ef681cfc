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
]
