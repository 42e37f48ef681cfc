import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import {
  type LabelledParcel,
  noteArrived,
  noteSeenOnRoad,
  readLabelled,
} from '#slices/floor/packing/labelled-parcel.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import type { Scan } from '../carrier.ts'
import { parcelTroubled } from '../events.ts'
import type { Label } from '../note-label.ts'
import { labels, trackingEvents } from '../schema.ts'
import { firstAskAt } from './ask-times.ts'
import { isLast, rankOf, troubleOf } from './scan-codes.ts'

/** No parcel is scanned so often; a carrier that says more of one says nothing. */
const SCANS_MAX = 500

type Heard = { scans: readonly Scan[]; heardBy: 'webhook' | 'asked' }

/**
 * Takes in what the carrier says of a parcel, from a call-back or an answer. Each scan is kept once by the carrier's id, and the parcel follows what
 * all of them say together: doubled, late and reordered news leads to the same end. It may be repeated, so a run that died halfway is finished when
 * the news comes again. It answers how many scans were new.
 */
export async function takeScans(ctx: Ctx, { id }: Pick<Label, 'id'>, heard: Heard): Promise<number> {
  const { label, fresh } = await ctx.db.transaction(async tx => {
    const noted = await noteScans(tx, id, heard, ctx.now())
    await fault('scan-heard.in')
    return noted
  })
  if (!label.scanCode) return fresh
  await follow(ctx, label)
  // Only now: a parcel whose news was noted and not followed is asked about again.
  if (isLast(label.scanCode) && label.askAt)
    await ctx.db.update(labels).set({ askAt: null }).where(eq(labels.id, id))
  return fresh
}

/** Under the label's lock: two that note at once would each leave out what the other has. */
async function noteScans(tx: Tx, id: string, { scans, heardBy }: Heard, now: Date) {
  const [label] = await tx.select().from(labels).where(eq(labels.id, id)).for('update')
  if (!label) throw new Error(`There is no label ${id}.`)
  const known = await tx.select().from(trackingEvents).where(eq(trackingEvents.labelId, id))
  const ids = new Set(known.map(event => event.id))
  const unknown = scans.filter(scan => !ids.has(scan.id)).slice(0, Math.max(0, SCANS_MAX - known.length))
  const rows = unknown.length
    ? await tx
        .insert(trackingEvents)
        .values(unknown.map(scan => ({ ...scan, labelId: id, heardAt: now, heardBy })))
        .onConflictDoNothing()
        .returning()
    : []
  const most = weightiest([...known, ...rows])
  if (!most || rows.length === 0) return { label, fresh: 0 }
  const [after] = await tx
    .update(labels)
    .set({
      scanCode: most.code,
      scannedAt: most.at,
      askAt: firstAskAt(now),
      asks: 0,
    })
    .where(eq(labels.id, id))
    .returning()
  return { label: after ?? label, fresh: rows.length }
}

/** The scan that says most; of two that say the same, the earlier one. */
function weightiest(scans: readonly (typeof trackingEvents.$inferSelect)[]) {
  const [most] = scans.toSorted(
    (one, other) =>
      rankOf(other.code) - rankOf(one.code) ||
      one.at.getTime() - other.at.getTime() ||
      (one.id < other.id ? -1 : 1),
  )
  return most ?? null
}

/** The floor follows the road: a parcel that the carrier has seen has left, and one that it delivered has arrived. */
async function follow(ctx: Ctx, label: Label): Promise<void> {
  const parcel = await readLabelled(ctx.db, label.parcelId)
  if (!parcel) return
  if (!bears(parcel, label)) return askForIt(ctx, label, parcel)
  if (parcel.state === 'packed') await noteSeenOnRoad(ctx, parcel.id)
  if (label.scanCode === 'delivered' && parcel.state !== 'delivered') await noteArrived(ctx, parcel.id)
  const kind = troubleOf(label.scanCode)
  if (!kind) return
  const { id: labelId, orderId, parcelId } = label
  await transact(ctx, transaction =>
    announce(transaction, parcelTroubled, { orderId, parcelId, labelId, kind }),
  )
}

/** It is the parcel's own label, and the parcel goes or went with it. */
const bears = (parcel: LabelledParcel, label: Label) =>
  parcel.state !== 'stopped' &&
  label.trackingNumber !== null &&
  parcel.trackingNumber === label.trackingNumber

/** Something is on the road under a number that nothing should go under. */
async function askForIt(ctx: Ctx, { orderId, trackingNumber }: Label, { state }: LabelledParcel) {
  const why = state === 'stopped' ? 'the parcel was stopped' : 'the parcel went under another number'
  await askForPerson(
    ctx,
    orderId,
    `The carrier says that it has a parcel of this order under the number ${trackingNumber}, yet ${why}. Ask it to bring that parcel back.`,
  )
}
