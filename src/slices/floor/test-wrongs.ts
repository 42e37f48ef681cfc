import type { Wrong } from '#proof/invariants/wrong.ts'

const floorParcel = (state: string) => `
  insert into floor_parcels (id, order_id, warehouse_id, state, shipping_method, told_version, address_hash)
    select o.id, o.id, w.id, '${state}', 'standard', 1, '' from orders o, warehouses w where o.state = 'confirmed' limit 1;
  insert into floor_lines (parcel_id, variant_id, quantity, picked)
    select p.id, v.id, 2, 1 from floor_parcels p, variants v limit 1`
const undo = 'delete from floor_lines; delete from floor_parcels'

/** A list with a parcel on it that is still here. */
const onList = `
  insert into floor_parcels (id, order_id, warehouse_id, state, carrier, shipping_method, told_version, address_hash)
    select o.id, o.id, w.id, 'picking', 'Royal Parcel', 'standard', 1, '' from orders o, warehouses w where o.state = 'confirmed' limit 1;
  insert into manifests (id, warehouse_id, carrier, actor, input_hash)
    select id, warehouse_id, carrier, 'program', '' from floor_parcels;
  insert into manifest_parcels (parcel_id, manifest_id) select id, id from floor_parcels`

/** A bin that has more than its shelf. */
const inBin = `
  insert into bins (warehouse_id, code, walk_key) select id, 'A-1', 'A-000001' from warehouses limit 1;
  insert into bin_levels (warehouse_id, variant_id, bin, units)
    select b.warehouse_id, s.variant_id, b.code, s.units + 1 from bins b join shelf_stock s on s.warehouse_id = b.warehouse_id limit 1`

export const wrongs: readonly Wrong[] = [
  { breaks: [34], by: floorParcel('picking'), undo },
  { breaks: [41], by: onList, undo: `delete from manifest_parcels; delete from manifests; ${undo}` },
  { breaks: [43], by: inBin, undo: 'delete from bin_levels; delete from bins' },
]
