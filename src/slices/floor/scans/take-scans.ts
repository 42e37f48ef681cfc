import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { prepared, together } from '#platform/db/prepared.ts'
import { type Transaction, transact } from '#platform/jobs/transact.ts'
import { actorName } from '#platform/lib/actor.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { scans } from '../schema.ts'
import { moveScan, putAwayScan } from './bin-scan.ts'
import { keepAnswer } from './keep-answer.ts'
import { packScan, putBackScan } from './parcel-scan.ts'
import { pickScan } from './pick-scan.ts'
import { type Locked, lockTask } from './ready-task.ts'
import type { Scan, ScanAnswer, ScanResult } from './scan-input.ts'
import { shortScan } from './short-scan.ts'

export type AnsweredScan = ScanAnswer & { id: string }

type Take = (ctx: FloorCtx, transaction: Transaction, scan: Scan, locked: Locked) => Promise<ScanResult>

const kinds: Record<Scan['kind'], Take> = {
  pick: pickScan,
  short: shortScan,
  pack: packScan,
  put_back: putBackScan,
  put_away: putAwayScan,
  move: moveScan,
}

/**
 * Takes in scans in the order in which they come, each in a transaction of its own. Each is answered by what became of it, and a repeated
 * id is answered as before: a device sends again whatever it has no answer to.
 */
export async function takeScans(ctx: FloorCtx, sent: readonly Scan[]): Promise<AnsweredScan[]> {
  const answers: AnsweredScan[] = []
  for (const scan of sent) answers.push({ id: scan.id, ...(await takeScan(ctx, scan)) })
  return answers
}

async function takeScan(ctx: FloorCtx, scan: Scan): Promise<ScanAnswer> {
  const inputHash = sha256(canonicalJson(scan))
  return transact(ctx, async transaction => {
    const { tx } = transaction
    // The task is locked in the round trip of the note. A scan that is known already locks it for nothing.
    const [[isNew], locked] = await together([note(ctx, tx, scan, inputHash), lockTask(tx, scan.task)])
    if (!isNew) return answerBefore(transaction, scan.id, inputHash)
    const result = await kinds[scan.kind](ctx, transaction, scan, locked)
    if (!result.isKept) await keepAnswer(tx, scan.id, result)
    await fault('scan.in')
    return result.answer
  })
}

const note = (ctx: FloorCtx, tx: Tx, scan: Scan, inputHash: string) =>
  prepared(tx, NOTE, [
    scan.id,
    inputHash,
    scan.kind,
    scan.task ?? null,
    scan.parcel ?? null,
    scan.code,
    scan.quantity,
    actorName(ctx.actor),
    new Date(scan.at).toISOString(),
    ctx.now().toISOString(),
    ctx.visitor?.station?.id ?? null,
    scan.warehouse ?? null,
    scan.from ?? null,
    scan.bin ?? null,
  ])

async function answerBefore({ tx }: Transaction, id: string, inputHash: string): Promise<ScanAnswer> {
  const [known] = await tx
    .select({ inputHash: scans.inputHash, answer: scans.answer })
    .from(scans)
    .where(eq(scans.id, id))
  if (known?.inputHash === inputHash && known.answer) return known.answer
  return { outcome: 'id_reused', message: 'Another scan was sent under this id.', left: 0 }
}

const NOTE = `
  insert into scans (id, input_hash, kind, task_id, parcel_id, code, quantity, actor, scanned_at, received_at, station_id, warehouse, from_bin, bin)
  values ($1::uuid, $2, $3, $4::uuid, $5::uuid, $6, $7::int, $8, $9::timestamptz, $10::timestamptz, $11::uuid, $12, $13, $14) on conflict do nothing returning id`
