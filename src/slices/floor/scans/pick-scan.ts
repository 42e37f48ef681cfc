import { prepared, together } from '#platform/db/prepared.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { lockBins, takeOrGiveWay } from '../bins/bin-levels.ts'
import { floorParcelMoved } from '../events.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { keepAnswer } from './keep-answer.ts'
import { type Locked, readyTask, share } from './ready-task.ts'
import type { Scan, ScanResult } from './scan-input.ts'

/** Units of the task's item went out of its bin into totes: the lowest first. */
export async function pickScan(
  ctx: FloorCtx,
  transaction: Transaction,
  scan: Scan,
  locked: Locked,
): Promise<ScanResult> {
  const ready = await readyTask(ctx, transaction, scan, locked)
  if ('answer' in ready) return ready
  const { task, open, left } = ready
  const { tx } = transaction
  const parts = share(open, scan.quantity)
  const at = ctx.now().toISOString()
  const ids = parts.map(({ parcelId }) => parcelId)
  const begun = parts.filter(({ state }) => state === 'released')
  const result: ScanResult = {
    variantId: task.variantId,
    answer: {
      outcome: 'picked',
      message: `${scan.quantity} × ${task.name}`,
      left: left - scan.quantity,
      slots: parts.map(({ slot, units }) => ({ slot, units })),
    },
  }
  // Nothing here depends on what another statement answers, so all of it is one round trip.
  await together([
    prepared(tx, PICK, [task.id, ids, parts.map(({ units }) => units), at]),
    prepared(tx, COMPLETE, [ids, at]),
    lockBins(tx, task),
    takeOrGiveWay(tx, task, task.bin, scan.quantity),
    keepAnswer(tx, scan.id, result),
    ...begun.map(({ orderId, parcelId }) =>
      announce(transaction, floorParcelMoved, { orderId, parcelId, step: 'picking', at }),
    ),
  ])
  return { ...result, isKept: true }
}

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
