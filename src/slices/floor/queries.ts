import { and, asc, desc, eq, isNotNull, type SQL } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Db, DbOrTx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'
import { numbersOf } from '#slices/orders/queries.ts'
import { type FloorReader, worksIn } from './floor-ctx.ts'
import type { FloorState, WaveKind } from './floor-states.ts'
import { floorParcels, waves } from './schema.ts'
import { warehouseOf } from './warehouse-of.ts'

/** A page of tasks, and the most parcels and waves that are listed at once. */
export const TASKS_SHOWN = 500
const PARCELS_SHOWN = 100
const WAVES_SHOWN = 20

/** The lists of parcels on a floor. `short`: something was not found. `put_back`: what was picked of them goes back to its bins. */
export const floorLists = ['waiting', 'short', 'picked', 'packed', 'put_back', 'handed_over'] as const
export type FloorList = (typeof floorLists)[number]

export type Wave = {
  id: string
  kind: WaveKind
  parcels: number
  actor: string
  madeAt: Date
  /** Grabs that somebody still has to make, and all of them. */
  open: number
  tasks: number
}

export type Task = {
  id: string
  waveId: string
  trolley: number
  seq: number
  bin: string | null
  sku: string
  barcode: string | null
  name: string
  options: Record<string, string>
  imageUrl: string | null
  wanted: number
  picked: number
  short: number
  claimedBy: string | null
  claimedUntil: Date | null
  shares: {
    parcel: string
    orderNumber: string
    slot: number
    wanted: number
    picked: number
    short: number
  }[]
}

export type FloorParcel = {
  id: string
  orderId: string
  orderNumber: string
  warehouseId: string
  state: FloorState
  shippingMethod: string
  waveId: string | null
  trolley: number | null
  slot: number | null
  shortSince: Date | null
  putBackSince: Date | null
  weightGrams: number | null
  carrier: string | null
  trackingNumber: string | null
  takenAt: Date
  changedAt: Date
  lines: {
    sku: string
    barcode: string | null
    name: string
    options: Record<string, string>
    bin: string | null
    quantity: number
    picked: number
    packed: number
  }[]
}

/** Parcels of which something was not found, in every warehouse: a person decides about each. */
export async function countShort(db: Db): Promise<number> {
  const [found] = await prepared<{ short: number }>(db, SHORT, [])
  return found?.short ?? 0
}

/** Beyond that many nobody counts. */
const SHORT = `select count(*)::int as short from (select from floor_parcels where short_since is not null limit 1000) found`

/** The newest waves of a warehouse. */
export async function listWaves(db: DbOrTx, warehouseId: string): Promise<Wave[]> {
  return withProgress(
    db,
    await db
      .select()
      .from(waves)
      .where(eq(waves.warehouseId, warehouseId))
      .orderBy(desc(waves.madeAt), desc(waves.id))
      .limit(WAVES_SHOWN),
  )
}

/** Null: there is no such wave, or the caller does not work in its warehouse. */
export async function readWave(ctx: FloorReader, id: string): Promise<Wave | null> {
  const rows = await ctx.db.select().from(waves).where(eq(waves.id, id))
  const [wave] = await withProgress(
    ctx.db,
    rows.filter(({ warehouseId }) => worksIn(ctx, warehouseId)),
  )
  return wave ?? null
}

async function withProgress(db: DbOrTx, rows: (typeof waves.$inferSelect)[]): Promise<Wave[]> {
  const progress = await prepared<{ waveId: string; open: number; tasks: number }>(db, PROGRESS, [
    rows.map(({ id }) => id),
  ])
  const of = new Map(progress.map(each => [each.waveId, each]))
  return rows.map(({ id, kind, parcels, actor, madeAt }) => {
    const { open = 0, tasks = 0 } = of.get(id) ?? {}
    return { id, kind, parcels, actor, madeAt, open, tasks }
  })
}

const PROGRESS = `
  select t.wave_id as "waveId", count(*)::int as tasks, count(*) filter (where exists (
    select from pick_shares s join floor_parcels p on p.id = s.parcel_id
    where s.task_id = t.id and s.picked + s.short < s.wanted and p.state in ('released', 'picking')))::int as open
  from pick_tasks t where t.wave_id = any($1::uuid[]) group by 1`

/**
 * The tasks of a wave in the order of the walk, of one trolley or of all. A share of a parcel that was stopped is left out. Null: the caller has
 * no such wave.
 */
export async function listTasks(
  ctx: FloorReader,
  {
    wave,
    trolley,
    after,
  }: { wave: string; trolley: number | null; after: { trolley: number; seq: number } | null },
): Promise<{ tasks: Task[]; next: { trolley: number; seq: number } | null } | null> {
  const { db } = ctx
  const [known] = await db.select({ warehouseId: waves.warehouseId }).from(waves).where(eq(waves.id, wave))
  if (!known || !worksIn(ctx, known.warehouseId)) return null
  const rows = await prepared<TaskRow>(db, TASKS, [
    wave,
    trolley,
    after?.trolley ?? -1,
    after?.seq ?? 0,
    TASKS_SHOWN + 1,
  ])
  const shown = rows.slice(0, TASKS_SHOWN)
  const numbers = await numbersOf(db, [
    ...new Set(shown.flatMap(({ shares }) => (shares ?? []).map(({ orderId }) => orderId))),
  ])
  const tasks = shown.map(row => ({
    ...row,
    claimedUntil: row.claimedUntil ? new Date(row.claimedUntil) : null,
    shares: (row.shares ?? []).map(({ orderId, ...share }) => ({
      ...share,
      orderNumber: numbers.get(orderId) ?? '',
    })),
  }))
  const last = rows.length > TASKS_SHOWN ? tasks.at(-1) : undefined
  return { tasks, next: last ? { trolley: last.trolley, seq: last.seq } : null }
}

type TaskRow = Omit<Task, 'claimedUntil' | 'shares'> & {
  claimedUntil: string | null
  shares: (Omit<Task['shares'][number], 'orderNumber'> & { orderId: string })[] | null
}

const TASKS = `
  select t.id, t.wave_id as "waveId", t.trolley, t.seq, t.bin, v.sku, v.barcode, v.name, v.options, v.image_url as "imageUrl",
    t.claimed_by as "claimedBy", t.claimed_until as "claimedUntil", coalesce(s.wanted, 0)::int as wanted,
    coalesce(s.picked, 0)::int as picked, coalesce(s.short, 0)::int as short, s.shares
  from pick_tasks t join wares v on v.variant_id = t.variant_id
  left join lateral (
    select sum(s.wanted) as wanted, sum(s.picked) as picked, sum(s.short) as short, jsonb_agg(jsonb_build_object('parcel', p.id,
      'orderId', p.order_id, 'slot', coalesce(p.slot, 0), 'wanted', s.wanted, 'picked', s.picked, 'short', s.short) order by p.slot, p.id) as shares
    from pick_shares s join floor_parcels p on p.id = s.parcel_id
    where s.task_id = t.id and p.state <> 'stopped') s on true
  where t.wave_id = $1::uuid and ($2::int is null or t.trolley = $2::int) and (t.trolley, t.seq) > ($3::int, $4::int)
  order by t.trolley, t.seq limit $5::int`

/** The parcels of a list, those that wait longest first. Null: the caller has no warehouse with this code. */
export async function listFloorParcels(
  ctx: FloorReader,
  code: string,
  list: FloorList,
): Promise<FloorParcel[] | null> {
  const warehouse = await warehouseOf(ctx, code)
  const since = list === 'put_back' ? floorParcels.putBackSince : floorParcels.takenAt
  return warehouse && readWhere(ctx.db, and(eq(floorParcels.warehouseId, warehouse.id), isIn(list)), since)
}

/** Null: no parcel with this id is on a floor of the caller's. */
export async function readFloorParcel(ctx: FloorReader, id: string): Promise<FloorParcel | null> {
  const [parcel] = await readWhere(ctx.db, eq(floorParcels.id, id))
  return parcel && worksIn(ctx, parcel.warehouseId) ? parcel : null
}

function isIn(list: FloorList): SQL {
  switch (list) {
    case 'short':
      return isNotNull(floorParcels.shortSince)
    case 'put_back':
      return isNotNull(floorParcels.putBackSince)
    default:
      return eq(floorParcels.state, list)
  }
}

async function readWhere(
  db: DbOrTx,
  where: SQL | undefined,
  since: PgColumn = floorParcels.takenAt,
): Promise<FloorParcel[]> {
  const rows = await db
    .select()
    .from(floorParcels)
    .where(where)
    .orderBy(asc(since), asc(floorParcels.id))
    .limit(PARCELS_SHOWN)
  const ids = rows.map(({ id }) => id)
  const [numbers, lines] = await Promise.all([
    numbersOf(
      db,
      rows.map(({ orderId }) => orderId),
    ),
    prepared<FloorParcel['lines'][number] & { parcelId: string }>(db, LINES, [ids]),
  ])
  const of = Map.groupBy(lines, ({ parcelId }) => parcelId)
  return rows.map(({ toldVersion: _, addressHash: __, heldBack: ___, ...row }) => ({
    ...row,
    orderNumber: numbers.get(row.orderId) ?? '',
    lines: (of.get(row.id) ?? []).map(({ parcelId: _, ...line }) => line),
  }))
}

const LINES = `
  select l.parcel_id as "parcelId", v.sku, v.barcode, v.name, v.options, h.bin, l.quantity, l.picked, l.packed
  from floor_lines l join floor_parcels p on p.id = l.parcel_id join wares v on v.variant_id = l.variant_id
  left join homes h on (h.warehouse_id, h.variant_id) = (p.warehouse_id, l.variant_id)
  where l.parcel_id = any($1::uuid[]) order by h.walk_key nulls last, v.sku`
