import type { Invariant } from '#platform/db/invariant.ts'

/**
 * Of the floor's totes and of inventory's holds, and therefore of no slice. What an order still holds may lie in a tote, and so may what it sends again in a later parcel:
 * that one is fetched from the bins. Parcels that a version without holds stopped have none.
 */
export const putBackInvariant: Invariant = {
  number: 47,
  says: 'what is held off sale lies in a tote of a stopped parcel and is not put back, and the other way round: what lies there is held, or promised to the rest of its order',
  count: `with held as (
      select order_id, warehouse_id, variant_id, sum(units) as units from put_back_holds where until is null group by 1, 2, 3
    )
    select (select count(*) from held h left join units_to_put_back t using (order_id, warehouse_id, variant_id) where h.units > coalesce(t.units, 0))
      + (select count(*) from units_to_put_back t left join held h using (order_id, warehouse_id, variant_id)
        cross join lateral (select coalesce(sum(r.quantity), 0) as units from reservations r
          where (r.order_id, r.warehouse_id, r.variant_id) = (t.order_id, t.warehouse_id, t.variant_id) and r.state = 'held') rest
        cross join lateral (select coalesce(sum(quantity), 0) as units, bool_and(held_back) as all_held from (
          select case when row_number() over (order by p.taken_at, p.id) > 1 then l.quantity else 0 end as quantity,
            p.held_back or p.state <> 'stopped' or l.picked = 0 as held_back
          from floor_parcels p join floor_lines l on l.parcel_id = p.id
          where p.order_id = t.order_id and p.warehouse_id = t.warehouse_id and l.variant_id = t.variant_id) of_order) later
        where later.all_held and t.units > coalesce(h.units, 0) + rest.units + later.units) as count`,
}
