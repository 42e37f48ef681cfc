import type { Tx } from '#platform/db/client.ts'
import { prepared, together } from '#platform/db/prepared.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { type FloorCtx, worksIn } from '../floor-ctx.ts'
import type { FloorState } from '../floor-states.ts'
import { LEASE_MS, RENEW_BELOW_MS } from '../waves/lease.ts'
import { isOn, itemByCode } from './item-code.ts'
import type { Scan, ScanResult } from './scan-input.ts'

export type Task = {
  id: string
  waveId: string
  trolley: number
  warehouseId: string
  variantId: string
  sku: string
  barcode: string | null
  name: string
  bin: string | null
  claimedBy: string | null
  claimedUntil: string | null
}
export type Share = {
  parcelId: string
  orderId: string
  slot: number
  state: FloorState
  wanted: number
  picked: number
  short: number
}
export type Part = Share & { units: number }

/** A locked task and its locked parcels. */
export type Locked = [task: Task[], shares: Share[]]

/** Locks a task and its parcels. A scan that is about no task locks nothing. */
export const lockTask = async (tx: Tx, id: string | null | undefined): Promise<Locked> =>
  id ? together([prepared<Task>(tx, LOCK_TASK, [id]), prepared<Share>(tx, LOCK_SHARES, [id])]) : [[], []]

/** Keeps the trolley with the one who walks it. The answer is there when nothing can be done. */
export async function readyTask(
  ctx: FloorCtx,
  { tx }: Transaction,
  scan: Scan,
  [[task], shares]: Locked,
): Promise<ScanResult | { task: Task; open: Share[]; left: number }> {
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

const openOf = ({ wanted, picked, short }: Share) => wanted - picked - short

/** Shares units out, those parcels first that come first. */
export function share(open: readonly Share[], units: number): Part[] {
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
  select t.id, t.wave_id as "waveId", t.trolley, w.warehouse_id as "warehouseId", t.variant_id as "variantId", t.bin, v.sku, v.barcode, v.name,
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
