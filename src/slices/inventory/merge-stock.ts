import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { moveIntoBuckets, type Shelves } from './split-stock.ts'

/**
 * Brings a variant's stock back into one bucket, reserved units with their reservations. Units that an order takes or gives
 * back at this moment stay where they are, valid and on sale. The answer tells whether all units came back; a second call fetches the rest.
 */
export async function mergeStock(
  ctx: Pick<Ctx, 'db' | 'actor'>,
  shelves: Shelves,
): Promise<{ whole: boolean }> {
  return ctx.db.transaction(tx => moveIntoOne(tx, shelves, ctx.actor))
}

export async function moveIntoOne(tx: Tx, shelves: Shelves, actor: Actor): Promise<{ whole: boolean }> {
  await moveIntoBuckets(tx, { ...shelves, buckets: 1, actor })
  const whose = [shelves.variantId, shelves.warehouseId ?? null]
  await prepared(tx, BRING_HELD_HOME, [...whose, actorName(actor)])
  await prepared(tx, `delete from stock_levels where ${BUCKETS} and on_hand = 0`, whose)
  const left = await prepared(tx, `select bucket from stock_levels where ${BUCKETS}`, whose)
  return { whole: left.length === 0 }
}

const BUCKETS = 'variant_id = $1::uuid and ($2::uuid is null or warehouse_id = $2::uuid) and bucket > 0'

/** It skips an order that gives its units back at this moment, because that order waits for the shelves that we hold. */
const BRING_HELD_HOME = `
  with mine as (
    select id from reservations where ${BUCKETS} and state = 'held' for update skip locked
  ), back as (
    select id from put_back_holds where ${BUCKETS} and until is null for update skip locked
  ), held as (
    select warehouse_id, bucket, sum(units)::int as quantity from (
      select r.warehouse_id, r.bucket, r.quantity as units from reservations r join mine using (id)
      union all select h.warehouse_id, h.bucket, h.units from put_back_holds h join back using (id)) theirs group by 1, 2
  ), home as (
    select warehouse_id, sum(quantity)::int as quantity from held group by 1
  ), noted as (
    insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, actor)
    select $1::uuid, warehouse_id, bucket, -quantity, quantity, 'shelf', 'split', 'moved', $3 from held
    union all select $1::uuid, warehouse_id, 0, quantity, quantity, 'split', 'shelf', 'moved', $3 from home
  ), followed as (
    update reservations r set bucket = 0, updated_at = now() from mine where r.id = mine.id
  ), back_followed as (
    update put_back_holds h set bucket = 0 from back where h.id = back.id
  ), left_behind as (
    update stock_levels s set on_hand = s.on_hand - held.quantity, reserved = s.reserved - held.quantity from held
    where s.variant_id = $1::uuid and (s.warehouse_id, s.bucket) = (held.warehouse_id, held.bucket)
  )
  insert into stock_levels (variant_id, warehouse_id, bucket, on_hand, reserved)
  select $1::uuid, warehouse_id, 0, quantity, quantity from home order by warehouse_id
  on conflict (variant_id, warehouse_id, bucket) do update
    set on_hand = stock_levels.on_hand + excluded.on_hand, reserved = stock_levels.reserved + excluded.reserved`
