import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { bucketCounts } from './buckets.ts'
import { type BucketLevel, type Move, planMoves } from './plan-moves.ts'

export type Shelves = {
  variantId: string /** Covers all warehouses when left out. */
  warehouseId?: string | undefined
}

/**
 * Spreads the free units of a variant evenly over buckets, a row each, so that as many buyers can take units at once. Reserved
 * units stay where they are. The ledger notes each move; nothing is added or lost.
 */
export async function splitStock(
  ctx: Pick<Ctx, 'db' | 'actor'>,
  { buckets, ...shelves }: Shelves & { buckets: number },
): Promise<void> {
  await ctx.db.transaction(tx => moveIntoBuckets(tx, { ...shelves, buckets, actor: ctx.actor }))
}

export async function moveIntoBuckets(
  tx: Tx,
  { buckets, actor, ...shelves }: Shelves & { buckets: number; actor: Actor },
): Promise<void> {
  assert((bucketCounts as readonly number[]).includes(buckets), 'the number of buckets is a power of two')
  const moves = planMoves(await lockedLevels(tx, shelves), buckets)
  if (moves.length) await move(tx, shelves.variantId, moves, actor)
}

/** Locks before it reads, because the last holder of the lock may have made new buckets. */
async function lockedLevels(tx: Tx, { variantId, warehouseId }: Shelves): Promise<BucketLevel[]> {
  const own = sql`variant_id = ${variantId} and (${warehouseId ?? null}::uuid is null or warehouse_id = ${warehouseId ?? null}::uuid)`
  await tx.execute(
    sql`select from stock_levels where ${own} order by variant_id, warehouse_id, bucket for update`,
  )
  const rows = await tx.execute<BucketLevel>(sql`
    select warehouse_id as "warehouseId", bucket, on_hand - reserved as free from stock_levels where ${own}`)
  return [...rows]
}

const MOVE = `
  with moved as (
    select * from unnest($2::uuid[], $3::smallint[], $4::int[]) as m(warehouse_id, bucket, quantity)
  ), noted as (
    insert into stock_movements (variant_id, warehouse_id, bucket, quantity, units, from_place, to_place, reason, actor)
    select $1::uuid, warehouse_id, bucket, quantity, abs(quantity), case when quantity < 0 then 'shelf' else 'split' end,
      case when quantity < 0 then 'split' else 'shelf' end, 'moved', $5 from moved
  ), left_behind as (
    update stock_levels s set on_hand = s.on_hand + m.quantity from moved m
    where s.variant_id = $1::uuid and (s.warehouse_id, s.bucket) = (m.warehouse_id, m.bucket) and m.quantity < 0
  )
  insert into stock_levels (variant_id, warehouse_id, bucket, on_hand)
  select $1::uuid, warehouse_id, bucket, quantity from moved where quantity > 0 order by warehouse_id, bucket
  on conflict (variant_id, warehouse_id, bucket) do update set on_hand = stock_levels.on_hand + excluded.on_hand`

async function move(tx: Tx, variantId: string, moves: readonly Move[], actor: Actor) {
  await prepared(tx, MOVE, [
    variantId,
    moves.map(({ warehouseId }) => warehouseId),
    moves.map(({ bucket }) => bucket),
    moves.map(({ quantity }) => quantity),
    actorName(actor),
  ])
}
