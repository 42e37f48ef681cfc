import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

/**
 * Makes a walk for each trolley of a wave. The units of a variant come out of its bins in the order of the walk, as far as no other wave is about to
 * fetch them there; what the bins do not have is looked for at the variant's home.
 */
export async function planWalks(tx: Tx, waveId: string, warehouseId: string): Promise<void> {
  await prepared(tx, WALK, [waveId, warehouseId])
}

// What is wanted of a variant, one parcel behind the other, and what its bins have, one bin behind the other, are two tapes beside each other: where they overlap, that bin serves
// that parcel.
const WALK = `
  with wanted as (
    select p.trolley, l.variant_id, p.id as parcel_id, l.quantity - l.picked as units,
      sum(l.quantity - l.picked) over (partition by l.variant_id order by p.trolley, p.slot) - (l.quantity - l.picked) as before
    from floor_parcels p join floor_lines l on l.parcel_id = p.id where p.wave_id = $1::uuid and l.picked < l.quantity
  ), promised as (
    select s.variant_id, t.bin, sum(s.wanted - s.picked - s.short) as units
    from floor_parcels p join pick_shares s on s.parcel_id = p.id join pick_tasks t on t.id = s.task_id
    where p.warehouse_id = $2::uuid and p.state in ('released', 'picking') and s.picked + s.short < s.wanted and t.bin is not null
    group by s.variant_id, t.bin
  ), free as (
    select b.variant_id, b.bin, k.walk_key, b.units - coalesce(o.units, 0) as units
    from (select distinct variant_id from wanted) w join bin_levels b on (b.warehouse_id, b.variant_id) = ($2::uuid, w.variant_id)
    join bins k on (k.warehouse_id, k.code) = (b.warehouse_id, b.bin)
    left join promised o on (o.variant_id, o.bin) = (b.variant_id, b.bin) where b.units > coalesce(o.units, 0)
  ), counted as (
    select *, sum(units) over (partition by variant_id order by walk_key, bin) - units as before from free
  ), found as (
    select w.trolley, w.variant_id, w.parcel_id, c.bin, c.walk_key,
      least(w.before + w.units, c.before + c.units) - greatest(w.before, c.before) as units
    from wanted w join counted c on c.variant_id = w.variant_id and c.before < w.before + w.units and w.before < c.before + c.units
  ), uncounted as (
    select w.trolley, w.variant_id, w.parcel_id, h.bin, h.walk_key, w.units - coalesce(f.units, 0) as units
    from wanted w left join (select parcel_id, variant_id, sum(units) as units from found group by 1, 2) f using (parcel_id, variant_id)
    left join homes h on (h.warehouse_id, h.variant_id) = ($2::uuid, w.variant_id) where w.units > coalesce(f.units, 0)
  ), parts as (
    select trolley, variant_id, parcel_id, bin, walk_key, sum(units)::int as units
    from (select * from found union all select * from uncounted) every group by 1, 2, 3, 4, 5
  ), grabs as (
    select g.*, row_number() over (partition by g.trolley order by g.walk_key nulls last, v.sku) as seq
    from (select trolley, variant_id, bin, min(walk_key) as walk_key from parts group by 1, 2, 3) g join wares v on v.variant_id = g.variant_id
  ), tasks as (
    insert into pick_tasks (id, wave_id, trolley, seq, variant_id, bin)
    select gen_random_uuid(), $1::uuid, trolley, seq, variant_id, bin from grabs returning id, trolley, variant_id, bin
  )
  insert into pick_shares (task_id, parcel_id, variant_id, wanted)
  select t.id, p.parcel_id, p.variant_id, p.units from tasks t join parts p on (p.trolley, p.variant_id) = (t.trolley, t.variant_id)
    and p.bin is not distinct from t.bin`
