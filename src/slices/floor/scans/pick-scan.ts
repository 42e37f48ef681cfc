import type { Tx } from '#platform/db/client.ts'
import { prepared, together } from '#platform/db/prepared.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { floorParcelMoved } from '../events.ts'
import { type FloorCtx, worksIn } from '../floor-ctx.ts'
import type { FloorState } from '../floor-states.ts'
import { LEASE_MS, RENEW_BELOW_MS } from '../waves/lease.ts'
import { isOn, itemByCode } from './item-code.ts'
import type { Scan, ScanResult } from './scan-input.ts'

type Task = {
  id: string
  waveId: string
  trolley: number
  warehouseId: string
  variantId: string
  sku: string
  barcode: string | null
  name: string
  claimedBy: string | null
  claimedUntil: string | null
}
type Share = {
  parcelId: string
  orderId: string
  slot: number
  state: FloorState
  wanted: number
  picked: number
  short: number
}
type Part = Share & { units: number }

/** Units of the task's item went into totes: the lowest first. */
export async function pickScan(ctx: FloorCtx, transaction: Transaction, scan: Scan): Promise<ScanResult> {
  const ready = await readyTask(ctx, transaction, scan)
  if ('answer' in ready) return ready
  const { task, open, left } = ready
  const { tx } = transaction
  const parts = share(open, scan.quantity)
  const at = ctx.now().toISOString()
  const ids = parts.map(({ parcelId }) => parcelId)
  const begun = parts.filter(({ state }) => state === 'released')
  await together([
    prepared(tx, PICK, [task.id, ids, parts.map(({ units }) => units), at]),
    prepared(tx, COMPLETE, [ids, at]),
    ...begun.map(({ orderId, parcelId }) =>
      announce(transaction, floorParcelMoved, { orderId, parcelId, step: 'picking', at }),
    ),
  ])
  const slots = parts.map(({ slot, units }) => ({ slot, units }))
  return {
    variantId: task.variantId,
    answer: {
      outcome: 'picked',
      message: `${scan.quantity} × ${task.name}`,
      left: left - scan.quantity,
      slots,
    },
  }
}

/** Fewer lie in the bin than the task wants: the parcels with the highest totes go without, and wait for a decision. */
export async function shortScan(ctx: FloorCtx, transaction: Transaction, scan: Scan): Promise<ScanResult> {
  const ready = await readyTask(ctx, transaction, scan)
  if ('answer' in ready) return ready
  const { task, open, left } = ready
  const parts = share(open.toReversed(), scan.quantity)
  await prepared(transaction.tx, SHORT, [
    task.id,
    parts.map(({ parcelId }) => parcelId),
    parts.map(({ units }) => units),
    ctx.now().toISOString(),
  ])
  return {
    variantId: task.variantId,
    answer: {
      outcome: 'short_noted',
      message: `${scan.quantity} of ${task.name} not found`,
      left: left - scan.quantity,
      slots: parts.map(({ slot, units }) => ({ slot, units })),
    },
  }
}

/** Another thing was scanned than the one that the task is about. */
async function otherItem(tx: Tx, task: Task, code: string, left: number): Promise<ScanResult> {
  const other = await itemByCode(tx, code)
  const what = other ? `This is ${other.name} (${other.sku})` : `The shop has nothing with the code ${code}`
  return {
    variantId: other?.variantId ?? null,
    answer: {
      outcome: other ? 'wrong_item' : 'unknown',
      message: `${what}. Fetch ${task.name} (${task.sku}).`,
      left,
    },
  }
}

/** Locks the task and its parcels, and keeps the trolley with the one who walks it. The answer is there when nothing can be done. */
async function readyTask(
  ctx: FloorCtx,
  { tx }: Transaction,
  scan: Scan,
): Promise<ScanResult | { task: Task; open: Share[]; left: number }> {
  const [[task], shares] = await together([
    prepared<Task>(tx, LOCK_TASK, [scan.task]),
    prepared<Share>(tx, LOCK_SHARES, [scan.task]),
  ])
  if (!task || !worksIn(ctx, task.warehouseId)) return refused('unknown', 'There is no such task for you.')
  const me = actorName(ctx.actor)
  const now = ctx.now().getTime()
  const until = task.claimedUntil ? new Date(task.claimedUntil).getTime() : 0
  if (task.claimedBy && task.claimedBy !== me && until > now)
    return refused('held_by_other', `${nameOf(task.claimedBy)} has this trolley.`)
  if (task.claimedBy !== me || until - now < RENEW_BELOW_MS)
    await prepared(tx, CLAIM, [
      task.waveId,
      task.trolley,
      me,
      new Date(now + LEASE_MS).toISOString(),
      ctx.now().toISOString(),
    ])
  const open = shares
    .filter(({ state }) => state === 'released' || state === 'picking')
    .filter(({ wanted, picked, short }) => picked + short < wanted)
    .sort((one, other) => one.slot - other.slot)
  const left = open.reduce((sum, each) => sum + openOf(each), 0)
  if (left === 0)
    return shares.every(({ state }) => state === 'stopped')
      ? refused('stopped', 'Nothing is picked for this parcel any more.')
      : refused('too_many', `All of ${task.name} is picked. Leave this one in its bin.`)
  if (!isOn(task, scan.code)) return otherItem(tx, task, scan.code, left)
  if (scan.quantity > left) return tooMany(task, left)
  return { task, open, left }
}

const openOf = ({ wanted, picked, short }: Share) => wanted - picked - short

function share(open: readonly Share[], units: number): Part[] {
  const parts: Part[] = []
  let rest = units
  for (const each of open) {
    if (rest === 0) break
    const taken = Math.min(rest, openOf(each))
    parts.push({ ...each, units: taken })
    rest -= taken
  }
  return parts
}

const tooMany = (task: Task, left: number): ScanResult => ({
  variantId: task.variantId,
  answer: {
    outcome: 'too_many',
    message: `Only ${left} of ${task.name} ${left === 1 ? 'is' : 'are'} wanted.`,
    left,
  },
})

const refused = (outcome: ScanResult['answer']['outcome'], message: string): ScanResult => ({
  variantId: null,
  answer: { outcome, message, left: 0 },
})

/** The person's or the key's own name. */
export const nameOf = (actor: string): string => actor.split(':').slice(2).join(':') || actor

const LOCK_TASK = `
  select t.id, t.wave_id as "waveId", t.trolley, w.warehouse_id as "warehouseId", t.variant_id as "variantId", v.sku, v.barcode, v.name,
    t.claimed_by as "claimedBy", t.claimed_until as "claimedUntil"
  from pick_tasks t join waves w on w.id = t.wave_id join wares v on v.variant_id = t.variant_id
  where t.id = $1::uuid for update of t`

// The parcels are locked in the order of their ids, as everybody locks them.
const LOCK_SHARES = `
  select s.parcel_id as "parcelId", p.order_id as "orderId", p.slot, p.state, s.wanted, s.picked, s.short
  from pick_shares s join floor_parcels p on p.id = s.parcel_id where s.task_id = $1::uuid order by p.id for update of p`

// Another scan of the same trolley may be renewing it at this moment.
const CLAIM = `
  update pick_tasks t set claimed_by = $3, claimed_until = $4::timestamptz from (
    select id from pick_tasks where wave_id = $1::uuid and trolley = $2::int
      and (claimed_by is null or claimed_by = $3 or claimed_until <= $5::timestamptz) for update skip locked) free
  where t.id = free.id`

const PICK = `
  with parts as (select * from unnest($2::uuid[], $3::int[]) as p(parcel_id, units)),
  shared as (
    update pick_shares s set picked = s.picked + parts.units from parts
    where s.task_id = $1::uuid and s.parcel_id = parts.parcel_id returning s.parcel_id, s.variant_id, parts.units
  ), lined as (
    update floor_lines l set picked = l.picked + shared.units from shared
    where (l.parcel_id, l.variant_id) = (shared.parcel_id, shared.variant_id)
  )
  update floor_parcels set state = 'picking', changed_at = $4::timestamptz where id = any($2::uuid[])`

const COMPLETE = `
  update floor_parcels p set state = 'picked', short_since = null, changed_at = $2::timestamptz
  where p.id = any($1::uuid[]) and not exists (select from floor_lines l where l.parcel_id = p.id and l.picked < l.quantity)`

const SHORT = `
  with parts as (select * from unnest($2::uuid[], $3::int[]) as p(parcel_id, units)),
  shared as (
    update pick_shares s set short = s.short + parts.units from parts where s.task_id = $1::uuid and s.parcel_id = parts.parcel_id
  )
  update floor_parcels p set short_since = coalesce(p.short_since, $4::timestamptz) from parts where p.id = parts.parcel_id`
