import type { Tx } from '#platform/db/client.ts'
import { prepared, together } from '#platform/db/prepared.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { askForCount } from '#slices/stockroom/counting/ask-for-count.ts'
import { limitBin, lockBins } from '../bins/bin-levels.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { type Locked, type Part, readyTask, share, type Task } from './ready-task.ts'
import type { Scan, ScanResult } from './scan-input.ts'

/**
 * Fewer lie in the bin than the task wants. What is not there is not in the bin by the books either, somebody is asked to count the shelf, and the
 * other bins of the item are tried: the same trolley gets a grab there. Parcels that still go without, those with the highest totes, wait
 * for a decision.
 */
export async function shortScan(
  ctx: FloorCtx,
  transaction: Transaction,
  scan: Scan,
  locked: Locked,
): Promise<ScanResult> {
  const ready = await readyTask(ctx, transaction, scan, locked)
  if ('answer' in ready) return ready
  const { task, open, left } = ready
  const { tx } = transaction
  const parts = share(open.toReversed(), scan.quantity)
  const ids = parts.map(({ parcelId }) => parcelId)
  const units = parts.map(({ units }) => units)
  await together([prepared(tx, SHORT, [task.id, ids, units]), lockBins(tx, task)])
  if (task.bin) await limitBin(tx, task, task.bin, left - scan.quantity)
  const { warehouseId, variantId } = task
  await askForCount(tx, ctx, { id: scan.id, warehouseId, variantId })
  const elsewhere = await lookElsewhere(tx, task, parts)
  const found = elsewhere.reduce((sum, { units }) => sum + units, 0)
  const missing = parts.filter(({ parcelId, units }) => units > foundFor(elsewhere, parcelId))
  await prepared(tx, WAIT, [missing.map(({ parcelId }) => parcelId), ctx.now().toISOString()])
  const bins = [...new Set(elsewhere.map(({ bin }) => bin))].join(' and ')
  return {
    variantId,
    answer: {
      outcome: 'short_noted',
      message: `${scan.quantity} of ${task.name} not found${found > 0 ? `. Fetch ${found} from ${bins} on this walk` : ''}`,
      left: left - scan.quantity,
      slots: parts.map(({ slot, units }) => ({ slot, units })),
    },
  }
}

type Elsewhere = { parcelId: string; bin: string; units: number }

const foundFor = (elsewhere: readonly Elsewhere[], parcelId: string) =>
  elsewhere.reduce((sum, each) => sum + (each.parcelId === parcelId ? each.units : 0), 0)

/** Makes grabs of the trolley at the other bins of the item, as far as those have units that nobody else is about to fetch. */
async function lookElsewhere(tx: Tx, task: Task, parts: readonly Part[]): Promise<Elsewhere[]> {
  const byTote = parts.toSorted((one, other) => one.slot - other.slot)
  const [, found] = await together([
    prepared(tx, LOCK_WALK, [task.waveId, task.trolley]),
    prepared<Elsewhere>(tx, LOOK_ELSEWHERE, [
      task.id,
      byTote.map(({ parcelId }) => parcelId),
      byTote.map(({ units }) => units),
    ]),
  ])
  return found
}

const SHORT = `
  update pick_shares s set short = s.short + parts.units from unnest($2::uuid[], $3::int[]) as parts(parcel_id, units)
  where s.task_id = $1::uuid and s.parcel_id = parts.parcel_id`

const WAIT = `
  update floor_parcels set short_since = coalesce(short_since, $2::timestamptz) where id = any($1::uuid[])`

// Two grabs that come to a walk at once get two places in it.
const LOCK_WALK = `select pg_advisory_xact_lock(hashtextextended($1::text || '/' || $2::text, 43))`

const LOOK_ELSEWHERE = `
  with task as (
    select t.*, w.warehouse_id from pick_tasks t join waves w on w.id = t.wave_id where t.id = $1::uuid
  ), wanted as (
    select parcel_id, units, sum(units) over (order by at) - units as before
    from unnest($2::uuid[], $3::int[]) with ordinality as w(parcel_id, units, at)
  ), promised as (
    select o.bin, sum(s.wanted - s.picked - s.short) as units
    from task t join floor_parcels p on p.warehouse_id = t.warehouse_id and p.state in ('released', 'picking')
    join pick_shares s on s.parcel_id = p.id and s.variant_id = t.variant_id and s.picked + s.short < s.wanted
    join pick_tasks o on o.id = s.task_id group by o.bin
  ), counted as (
    select b.bin, k.walk_key, b.units - coalesce(o.units, 0) as units,
      sum(b.units - coalesce(o.units, 0)) over (order by k.walk_key, b.bin) - (b.units - coalesce(o.units, 0)) as before
    from task t join bin_levels b on (b.warehouse_id, b.variant_id) = (t.warehouse_id, t.variant_id) and b.bin is distinct from t.bin
    join bins k on (k.warehouse_id, k.code) = (b.warehouse_id, b.bin)
    left join promised o on o.bin = b.bin where b.units > coalesce(o.units, 0)
  ), found as (
    select w.parcel_id, c.bin, c.walk_key, (least(w.before + w.units, c.before + c.units) - greatest(w.before, c.before))::int as units
    from wanted w join counted c on c.before < w.before + w.units and w.before < c.before + c.units
  ), grabs as (
    insert into pick_tasks (id, wave_id, trolley, seq, variant_id, bin, claimed_by, claimed_until)
    select gen_random_uuid(), t.wave_id, t.trolley, (select max(seq) from pick_tasks o where o.wave_id = t.wave_id and o.trolley = t.trolley)
      + row_number() over (order by f.walk_key), t.variant_id, f.bin, t.claimed_by, t.claimed_until
    from task t, (select distinct bin, walk_key from found) f returning id, bin, variant_id
  ), shared as (
    insert into pick_shares (task_id, parcel_id, variant_id, wanted)
    select g.id, f.parcel_id, g.variant_id, f.units from found f join grabs g on g.bin = f.bin
  )
  select parcel_id as "parcelId", bin, units from found order by walk_key`
