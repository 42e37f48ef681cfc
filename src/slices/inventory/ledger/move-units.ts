import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { announceStock } from '../alerts/tell-of-stock.ts'
import type { LedgerPlace, MovementReason } from './schema.ts'

export type UnitMove = {
  variantId: string
  units: number
  from: LedgerPlace
  to: LedgerPlace
  orderLineId?: string | undefined
}

export type Moving = {
  warehouseId: string
  reason: MovementReason
  /** The receipt, count or inspection for which they move. Its own row makes sure that it moves them once. */
  causeId: string
  note?: string | null
  actor: Actor
}

/**
 * Moves units between places of one warehouse and those outside it: a ledger row for each move, and what it changes on the shelf (its first
 * bucket) and among what is set aside. The database refuses more than lies there, and fewer on the shelf than are promised. The locks are taken
 * in the order in which everybody takes them. Moves of a variant that lead back and forth count together.
 */
export async function moveUnits(tx: Tx, moves: readonly UnitMove[], moving: Moving): Promise<void> {
  if (moves.length === 0) return
  const [moved] = await prepared<{ missing: number; shelved: string[] | null }>(tx, MOVE, [
    moves.map(({ variantId }) => variantId),
    moves.map(({ units }) => units),
    moves.map(({ from }) => from),
    moves.map(({ to }) => to),
    moves.map(({ orderLineId }) => orderLineId ?? null),
    moving.warehouseId,
    moving.reason,
    moving.causeId,
    moving.note ?? null,
    actorName(moving.actor),
  ])
  assert(moved?.missing === 0, 'units were taken from a place that never had any of their kind')
  await announceStock(tx, moved.shelved ?? [])
}

const MOVE = `
  with moves as (
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::uuid[]) as m(variant_id, units, from_place, to_place, order_line_id)
  ), noted as (
    insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, order_line_id, cause_id, note, actor)
    select variant_id, $6::uuid, 0, units * ((to_place = 'shelf')::int - (from_place = 'shelf')::int), units, from_place, to_place,
      $7, order_line_id, $8::uuid, $9::text, $10 from moves
  ), changed as (
    select variant_id, place, sum(gained)::int as gained from (
      select variant_id, to_place as place, units as gained from moves union all select variant_id, from_place, -units from moves) sides
    where place in ('shelf', 'returns', 'repair', 'quarantine') group by variant_id, place having sum(gained) <> 0
  ), shelf_locked as (
    select s.variant_id from stock_levels s join changed c on c.variant_id = s.variant_id and c.place = 'shelf' and c.gained < 0
    where s.warehouse_id = $6::uuid and s.bucket = 0 order by s.variant_id for update of s
  ), off_shelf as (
    update stock_levels s set on_hand = s.on_hand + c.gained from changed c join shelf_locked l using (variant_id)
    where c.place = 'shelf' and (s.variant_id, s.warehouse_id, s.bucket) = (c.variant_id, $6::uuid, 0) returning 1
  ), on_shelf as (
    insert into stock_levels (variant_id, warehouse_id, bucket, on_hand)
    select variant_id, $6::uuid, 0, gained from changed where place = 'shelf' and gained > 0 order by variant_id
    on conflict (variant_id, warehouse_id, bucket) do update set on_hand = stock_levels.on_hand + excluded.on_hand
  ), aside_locked as (
    select a.variant_id, a.place from stock_aside a join changed c on c.variant_id = a.variant_id and c.place = a.place and c.gained < 0
    where a.warehouse_id = $6::uuid order by a.variant_id, a.place for update of a
  ), off_aside as (
    update stock_aside a set units = a.units + c.gained from changed c join aside_locked l using (variant_id, place)
    where (a.variant_id, a.warehouse_id, a.place) = (c.variant_id, $6::uuid, c.place) returning 1
  ), on_aside as (
    insert into stock_aside (variant_id, warehouse_id, place, units)
    select variant_id, $6::uuid, place, gained from changed where place <> 'shelf' and gained > 0 order by variant_id, place
    on conflict (variant_id, warehouse_id, place) do update set units = stock_aside.units + excluded.units
  )
  select (select count(*) from changed where gained < 0)::int - (select count(*) from off_shelf)::int - (select count(*) from off_aside)::int as missing,
    (select array_agg(variant_id) from changed where place = 'shelf' and gained > 0) as shelved`
