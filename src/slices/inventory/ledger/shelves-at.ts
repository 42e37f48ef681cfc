/**
 * The first common table expressions of a statement about variant `$1` at moment `$2`. The last of them, `shelves`, has the units on hand and promised in each
 * warehouse to which anything happened until then. A reservation is promised from its making until it ends, and one that is held has not ended. Rows that
 * began and ended between the two moments count nought, and are there so that their warehouse is.
 */
export const SHELVES_AT = `
  with checkpoint as (
    select coalesce((select at from stock_checkpoints where variant_id = $1::uuid and at <= $2::timestamptz order by at desc limit 1), '-infinity') as at
  ), events as (
    select warehouse_id, on_hand, reserved from stock_checkpoints where variant_id = $1::uuid and at = (select at from checkpoint)
    union all
    select warehouse_id, quantity, 0 from stock_movements
    where variant_id = $1::uuid and at > (select at from checkpoint) and at <= $2::timestamptz
    union all
    select warehouse_id, 0, quantity from reservations
    where variant_id = $1::uuid and state = 'held' and created_at > (select at from checkpoint) and created_at <= $2::timestamptz
    union all
    select warehouse_id, 0, case when updated_at > $2::timestamptz then quantity else 0 end from reservations
    where variant_id = $1::uuid and state <> 'held' and created_at > (select at from checkpoint) and created_at <= $2::timestamptz
    union all
    select warehouse_id, 0, -quantity from reservations
    where variant_id = $1::uuid and state <> 'held' and updated_at > (select at from checkpoint) and updated_at <= $2::timestamptz
      and created_at <= (select at from checkpoint)
    union all
    select warehouse_id, 0, case when until <= $2::timestamptz then 0 else units end from put_back_holds
    where variant_id = $1::uuid and since > (select at from checkpoint) and since <= $2::timestamptz
    union all
    select warehouse_id, 0, -units from put_back_holds
    where variant_id = $1::uuid and until > (select at from checkpoint) and until <= $2::timestamptz and since <= (select at from checkpoint)
  ), shelves as (
    select warehouse_id, sum(on_hand) as on_hand, sum(reserved) as reserved from events group by 1
  )`
