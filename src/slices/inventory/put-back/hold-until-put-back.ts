import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

type Units = { orderLineId: string; warehouseId: string; quantity: number }

/**
 * An order gives units back, and some of them lie in a tote or a box of a parcel of our floor that was stopped: these go from the order to the put-back holds. The
 * shelf stays as it is, and they are for sale again when somebody scans that they are put back (`follow_put_back` in the database). Those that
 * were never picked are not among them. `wanted`: what is given back; left out, all that the order holds. It answers what it held back.
 */
export async function holdUntilPutBack(tx: Tx, orderId: string, wanted?: readonly Units[]): Promise<Units[]> {
  if (!(await lockPutBack(tx, orderId))) return []
  return prepared<Units>(tx, HOLD, [
    orderId,
    wanted === undefined,
    wanted?.map(({ orderLineId }) => orderLineId) ?? [],
    wanted?.map(({ warehouseId }) => warehouseId) ?? [],
    wanted?.map(({ quantity }) => quantity) ?? [],
  ])
}

/**
 * A stopped parcel of the order is sent again in a new one, which is fetched from the bins, so what lies in the old tote is one more unit that nobody can fetch. As far
 * as the shelf has units that are promised to nobody, as many of them are held until the old ones are put back: nobody is sold what is in no bin.
 */
export async function holdBesidesOrder(tx: Tx, orderId: string): Promise<void> {
  if (await lockPutBack(tx, orderId)) await prepared(tx, HOLD_BESIDES, [orderId])
}

/**
 * Units that were held are lost: nobody will put them back, and `takeOff` takes them off the shelf. Nobody in the line gets them in between
 * (`fill_from_shelf` in the database).
 */
export async function dropPutBackHolds(
  tx: Tx,
  { orderId, warehouseId, variantId, units }: Lost,
  takeOff: () => Promise<void>,
): Promise<void> {
  await prepared(tx, LOCK, [orderId])
  await tx.execute(sql`select set_config('orderly.waiting', 'written off', true)`)
  await prepared(tx, DROP, [orderId, warehouseId, variantId, units])
  await takeOff()
  await tx.execute(sql`select set_config('orderly.waiting', '', true)`)
}

type Lost = { orderId: string; warehouseId: string; variantId: string; units: number }

/** Nobody puts anything of the order back meanwhile. It is taken before any shelf. False: nothing of it is to be put back. */
export async function lockPutBack(tx: Tx, orderId: string): Promise<boolean> {
  return (await prepared(tx, LOCK, [orderId])).length > 0
}

const LOCK = `
  select lock_put_back($1::uuid) from (select 1 from units_to_put_back where order_id = $1::uuid limit 1) there`

/** What is to be put back of the order and not held yet. */
const DUE = `
  due as (
    select t.variant_id, t.warehouse_id, t.units - coalesce(h.units, 0)::int as units from units_to_put_back t
    left join (
      select variant_id, warehouse_id, sum(units) as units from put_back_holds where order_id = $1::uuid and until is null group by 1, 2
    ) h using (variant_id, warehouse_id)
    where t.order_id = $1::uuid and t.units > coalesce(h.units, 0)
  )`

const HOLD = `
  with ${DUE}, mine as (
    select * from reservations where order_id = $1::uuid and state = 'held' for update
  ), wanted as (
    select * from unnest($3::uuid[], $4::uuid[], $5::int[]) as w(order_line_id, warehouse_id, quantity)
  ), held as (
    select r.*, case when $2::boolean then r.quantity else least(r.quantity, coalesce(w.quantity, 0) - coalesce(sum(r.quantity) over (
      partition by r.order_line_id, r.warehouse_id order by r.bucket, r.id rows between unbounded preceding and 1 preceding), 0))::int end as asked
    from mine r left join wanted w using (order_line_id, warehouse_id)
  ), queued as (
    select h.*, coalesce(sum(h.asked) over (
      partition by h.variant_id, h.warehouse_id order by h.bucket, h.id rows between unbounded preceding and 1 preceding), 0)::int as before
    from held h where h.asked > 0
  ), taken as (
    select q.*, least(q.asked, d.units - q.before)::int as part from queued q join due d using (variant_id, warehouse_id) where q.before < d.units
  ), whole as (
    update reservations r set state = 'released', updated_at = now() from taken t where r.id = t.id and t.part = t.quantity
  ), kept as (
    update reservations r set quantity = r.quantity - t.part, updated_at = now() from taken t where r.id = t.id and t.part < t.quantity
  ), parted as (
    insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity, state, created_at)
    select gen_random_uuid(), order_id, order_line_id, variant_id, warehouse_id, bucket, part, 'released', created_at from taken where part < quantity
  ), holding as (
    insert into put_back_holds (order_id, variant_id, warehouse_id, bucket, units)
    select order_id, variant_id, warehouse_id, bucket, sum(part)::int from taken group by 1, 2, 3, 4
  )
  select order_line_id as "orderLineId", warehouse_id as "warehouseId", sum(part)::int as quantity from taken group by 1, 2`

const HOLD_BESIDES = `
  with ${DUE}, locked as (
    select s.variant_id, s.warehouse_id, s.on_hand - s.reserved as free from stock_levels s join due using (variant_id, warehouse_id)
    where s.bucket = 0 order by s.variant_id, s.warehouse_id for update of s
  ), taken as (
    select variant_id, warehouse_id, least(d.units, l.free)::int as units from due d join locked l using (variant_id, warehouse_id) where l.free > 0
  ), holding as (
    insert into put_back_holds (order_id, variant_id, warehouse_id, units) select $1::uuid, variant_id, warehouse_id, units from taken
  )
  update stock_levels s set reserved = s.reserved + t.units from taken t
  where (s.variant_id, s.warehouse_id, s.bucket) = (t.variant_id, t.warehouse_id, 0)`

const DROP = `
  select keep_put_back_holds($1::uuid, $2::uuid, $3::uuid, coalesce(sum(units), 0)::int - $4::int) from put_back_holds
  where order_id = $1::uuid and warehouse_id = $2::uuid and variant_id = $3::uuid and until is null`
