import type { Invariant } from '#platform/db/invariant.ts'

export const floorInvariants: readonly Invariant[] = [
  {
    number: 34,
    says: 'what lies in a tote is what the scans put there, and a parcel leaves only complete',
    count: `with picked as (
        select task_id, sum(quantity) filter (where answer ->> 'outcome' = 'picked') as picked,
          sum(quantity) filter (where answer ->> 'outcome' = 'short_noted') as short
        from scans where task_id is not null group by task_id
      ), shared as (select task_id, sum(picked) as picked, sum(short) as short from pick_shares group by task_id),
      back as (
        select parcel_id, variant_id, sum(quantity) as units from scans
        where kind = 'put_back' and answer ->> 'outcome' = 'put_back' group by 1, 2
      ), gone as (select parcel_id, variant_id, sum(units) as units from put_back_losses group by 1, 2
      ), fetched as (select parcel_id, variant_id, sum(picked) as units from pick_shares group by 1, 2)
      select (select count(*) from shared s left join picked p using (task_id)
          where s.picked <> coalesce(p.picked, 0) or s.short <> coalesce(p.short, 0))
        + (select count(*) from floor_lines l left join fetched f using (parcel_id, variant_id) left join back b using (parcel_id, variant_id)
          left join gone g using (parcel_id, variant_id)
          where l.picked <> coalesce(f.units, 0) - coalesce(b.units, 0) - coalesce(g.units, 0))
        + (select count(*) from floor_parcels p join floor_lines l on l.parcel_id = p.id
          where p.state in ('packed', 'handed_over', 'delivered') and (l.picked < l.quantity or l.packed < l.quantity))
        + (select count(*) from floor_parcels p where p.state = 'picked' and exists (
          select from floor_lines l where l.parcel_id = p.id and l.picked < l.quantity))`,
  },
  {
    number: 41,
    says: 'each parcel on a list for a carrier left with that carrier, from the warehouse of the list',
    count: `
      select count(*) from manifest_parcels o join manifests m on m.id = o.manifest_id join floor_parcels p on p.id = o.parcel_id
      where p.state not in ('handed_over', 'delivered') or p.warehouse_id <> m.warehouse_id or p.carrier is distinct from m.carrier`,
  },
  {
    number: 43,
    says: 'bins are a part of the shelf: what lies in them, with what is in totes and boxes, is never more than the shelf has',
    count: `
      select count(*) from (select warehouse_id, variant_id, sum(units) as units from bin_levels group by 1, 2 having sum(units) > 0) b
      left join units_in_hand h using (warehouse_id, variant_id) left join shelf_stock s using (warehouse_id, variant_id)
      where b.units + coalesce(h.units, 0) > coalesce(s.units, 0)`,
  },
]
