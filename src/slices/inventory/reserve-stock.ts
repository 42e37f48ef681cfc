import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { assert } from '#platform/lib/assert.ts'
import { MAX_BUCKETS } from './buckets.ts'
import { type Allocation, type Level, planAllocation, type Wish } from './plan-allocation.ts'
import { freeLevels } from './stock.ts'
import { joinLine, lockOffers } from './waiting/join-line.ts'

export type Reserved = { kind: 'reserved' } | { kind: 'short'; available: Map<string, number> }

/** New buckets may appear between our lock and our read. Then we lock again, at most this many times. */
const MAX_LOOKS = 4

/**
 * Other orders took units that we had planned with, and there may be more elsewhere. We already hold locks and must not wait for others out of
 * order, so the transaction must run again, `underLock`. The code is Postgres' own for "run it again".
 */
class RaceLost extends Error {
  readonly code = '40001'
}

/**
 * Reserves stock for an order's lines in the caller's transaction, which must be rolled back when the answer is `short`.
 * The guard stands in the UPDATE itself, under the row's lock: two buyers of the last unit can never both pass it.
 * It never answers `short` while enough is free, because it reads all the shelves at once. `mayWait`: what is not on a shelf waits for stock, where its variant is
 * sold so.
 */
export async function reserveStock(
  tx: Tx,
  orderId: string,
  wishes: readonly Wish[],
  { underLock = false, mayWait = false }: { underLock?: boolean; mayWait?: boolean } = {},
): Promise<Reserved> {
  const variantIds = wishes.map(wish => wish.variantId)
  assert(new Set(variantIds).size === wishes.length, 'each variant has only one line')
  if (underLock || mayWait) return reserveUnderLock(tx, orderId, wishes, { mayWait })
  const { picked, taken } = await takeFromOne(tx, orderId, wishes)
  if (taken === wishes.length) return { kind: 'reserved' }
  // What we have taken of some lines would be missing on the shelves that we judge by.
  if (taken > 0) throw lostRace()
  const levels = await freeLevels(tx, variantIds)
  const plan = planAllocation(wishes, levels, turnOf(orderId))
  if (!plan) return shortage(wishes, levels)
  if (picked === 0 && (await hold(tx, orderId, plan))) return { kind: 'reserved' }
  throw lostRace()
}

const lostRace = () => new RaceLost('other orders were faster; there may be more units elsewhere')

/** The bucket with which this order begins: any number, but always the same for the same order. */
const turnOf = (orderId: string) => Number.parseInt(orderId.slice(-2), 16) % MAX_BUCKETS

/**
 * Handles the usual case in one round trip: one warehouse has everything. Of several it picks the first by priority, and in it a bucket
 * by turn for each line, locks these shelves in the same order for everybody, takes the units that are still there and notes
 * the order they belong to. When no warehouse has all lines, each in one bucket, it locks nothing and takes nothing.
 */
const TAKE_FROM_ONE = `
  with wanted as (
    select * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[]) as w(id, order_line_id, variant_id, quantity)
  ), fitting as (
    select distinct on (w.id, s.warehouse_id) w.*, s.warehouse_id, s.bucket
    from wanted w join stock_levels s on s.variant_id = w.variant_id and s.on_hand - s.reserved >= w.quantity
    order by w.id, s.warehouse_id, s.bucket # $6::smallint
  ), whole as (
    select f.warehouse_id from fitting f join warehouses h on h.id = f.warehouse_id and h.state = 'open'
    group by f.warehouse_id, h.priority having count(*) = $7::int order by h.priority, f.warehouse_id limit 1
  ), picked as (
    select fitting.* from fitting join whole using (warehouse_id)
  ), locked as (
    select s.variant_id, s.warehouse_id, s.bucket from stock_levels s join picked using (variant_id, warehouse_id, bucket)
    order by s.variant_id, s.warehouse_id, s.bucket for update of s
  ), taken as (
    update stock_levels s set reserved = s.reserved + p.quantity
    from picked p join locked using (variant_id, warehouse_id, bucket)
    where (s.variant_id, s.warehouse_id, s.bucket) = (p.variant_id, p.warehouse_id, p.bucket) and s.on_hand - s.reserved >= p.quantity
    returning p.id, p.order_line_id, p.variant_id, p.warehouse_id, p.bucket, p.quantity
  ), noted as (
    insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity)
    select id, $1::uuid, order_line_id, variant_id, warehouse_id, bucket, quantity from taken
  )
  select (select count(*) from picked)::int as picked, (select count(*) from taken)::int as taken`

async function takeFromOne(tx: Tx, orderId: string, wishes: readonly Wish[]) {
  const [done] = await prepared<{ picked: number; taken: number }>(tx, TAKE_FROM_ONE, [
    orderId,
    wishes.map(() => uuidv7()),
    wishes.map(wish => wish.orderLineId),
    wishes.map(wish => wish.variantId),
    wishes.map(wish => wish.quantity),
    turnOf(orderId),
    wishes.length,
  ])
  assert(done, 'a select without from answers one row')
  return done
}

/** Handles an order that lost a race: it locks all the shelves in order, and then reads the stock. */
async function reserveUnderLock(
  tx: Tx,
  orderId: string,
  wishes: readonly Wish[],
  { mayWait }: { mayWait: boolean },
): Promise<Reserved> {
  const variantIds = wishes.map(wish => wish.variantId)
  for (let look = 0; look < MAX_LOOKS; look++) {
    await tx.execute(sql`
      select from stock_levels where variant_id = any(${sql.param(variantIds)}::uuid[])
      order by variant_id, warehouse_id, bucket for update`)
    if (mayWait) await lockOffers(tx, variantIds)
    // The read comes after the lock, because the last holder may have moved units into new buckets.
    const levels = await freeLevels(tx, variantIds)
    const { now, late } = mayWait ? parted(wishes, levels) : { now: wishes, late: [] }
    const plan = planAllocation(now, levels, turnOf(orderId))
    if (!plan) return shortage(wishes, levels)
    if (!(await hold(tx, orderId, plan))) continue
    const waits = late.length === 0 || (await joinLine(tx, orderId, late))
    return waits ? { kind: 'reserved' } : shortage(wishes, levels)
  }
  throw new RaceLost('the shelves kept changing')
}

/** What is on the shelves, and what must wait for stock. */
function parted(wishes: readonly Wish[], levels: readonly Level[]): { now: Wish[]; late: Wish[] } {
  const free = freeByVariant(levels)
  const units = wishes.map(wish => ({
    wish,
    here: Math.min(wish.quantity, Math.max(0, free.get(wish.variantId) ?? 0)),
  }))
  return {
    now: units.flatMap(({ wish, here }) => (here > 0 ? [{ ...wish, quantity: here }] : [])),
    late: units.flatMap(({ wish, here }) =>
      here < wish.quantity ? [{ ...wish, quantity: wish.quantity - here }] : [],
    ),
  }
}

/** Takes the whole plan or nothing. */
async function hold(tx: Tx, orderId: string, plan: readonly Allocation[]): Promise<boolean> {
  if (plan.length === 0) return true
  const column = (name: keyof Allocation) => plan.map(allocation => allocation[name])
  const held = await prepared(tx, HOLD, [
    orderId,
    plan.map(() => uuidv7()),
    column('orderLineId'),
    column('variantId'),
    column('warehouseId'),
    column('bucket'),
    column('quantity'),
  ])
  return held.length === plan.length
}

const HOLD = `
  with wanted as (
    select * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::smallint[], $7::int[])
      as w(id, order_line_id, variant_id, warehouse_id, bucket, quantity)
  ), locked as (
    select s.variant_id, s.warehouse_id, s.bucket, s.on_hand - s.reserved >= w.quantity as enough
    from stock_levels s join wanted w using (variant_id, warehouse_id, bucket)
    order by s.variant_id, s.warehouse_id, s.bucket for update of s
  ), taken as (
    update stock_levels s set reserved = s.reserved + w.quantity
    from wanted w join locked using (variant_id, warehouse_id, bucket)
    where (s.variant_id, s.warehouse_id, s.bucket) = (w.variant_id, w.warehouse_id, w.bucket)
      and (select count(*) filter (where enough) from locked) = (select count(*) from wanted)
    returning w.*
  )
  insert into reservations (id, order_id, order_line_id, variant_id, warehouse_id, bucket, quantity)
  select id, $1::uuid, order_line_id, variant_id, warehouse_id, bucket, quantity from taken
  returning id`

/** The available units of every wanted variant. */
function shortage(wishes: readonly Wish[], levels: readonly Level[]): Reserved {
  const free = freeByVariant(levels)
  return {
    kind: 'short',
    available: new Map(wishes.map(({ variantId }) => [variantId, free.get(variantId) ?? 0])),
  }
}

function freeByVariant(levels: readonly Level[]): Map<string, number> {
  const units = new Map<string, number>()
  for (const { variantId, free } of levels) units.set(variantId, (units.get(variantId) ?? 0) + free)
  return units
}
