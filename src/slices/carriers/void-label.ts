import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { TooBusy } from '#platform/http/too-busy.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { type LabelledParcel, lockLabelled, setLabel } from '#slices/floor/packing/labelled-parcel.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { ANSWER_LIMIT_MS, carrierApi } from './carrier-api.ts'
import type { Label } from './note-label.ts'
import { labels } from './schema.ts'

/** A purchase that began longer ago can no longer arrive: its call was given up, even counting delays in the network. */
const MAY_BE_UNDER_WAY_MS = ANSWER_LIMIT_MS + 50_000
const ASK_AGAIN_MS = 15_000

/** From here on nobody buys the label, and a parcel that is still here no longer bears it. */
export async function beginVoid(ctx: Ctx, label: Label): Promise<void> {
  await ctx.db.transaction(async tx => {
    const parcel = await lockLabelled(tx, label.parcelId)
    await tx
      .update(labels)
      .set({ state: 'voiding' })
      .where(and(eq(labels.id, label.id), inArray(labels.state, ['ordered', 'bought'])))
    await takeOff(tx, label, parcel)
  })
}

/** A parcel that is still here no longer bears the label; one that left keeps what was said of it then. Under the parcel's lock. */
export async function takeOff(
  tx: Tx,
  { parcelId, trackingNumber }: Label,
  parcel: LabelledParcel | null,
): Promise<void> {
  const isHere = parcel?.state === 'packed' || parcel?.state === 'stopped'
  if (isHere && trackingNumber !== null && parcel.trackingNumber === trackingNumber)
    await setLabel(tx, parcelId, null)
}

/** Asks the carrier to take the label back. It throws while a purchase may still be on its way there. */
export async function finishVoid(ctx: Ctx, label: Label): Promise<void> {
  const answer = await carrierApi.giveBack(label.id)
  await fault('label.voided')
  if (answer === 'seen already') return noteUsed(ctx, label)
  const since = label.calledAt ? ctx.now().getTime() - label.calledAt.getTime() : null
  if (answer === 'never sold' && since !== null && since < MAY_BE_UNDER_WAY_MS)
    throw new TooBusy(
      `The purchase of label ${label.id} may still be on its way to the carrier.`,
      ASK_AGAIN_MS,
    )
  await ctx.db
    .update(labels)
    .set({ state: 'voided', endedAt: ctx.now(), askAt: null })
    .where(and(eq(labels.id, label.id), eq(labels.state, 'voiding')))
}

/** The carrier saw a parcel with this label on it, so a parcel that was not to go is on the road. */
async function noteUsed(ctx: Ctx, label: Label): Promise<void> {
  const sold = label.boughtAt ? null : await carrierApi.find(label.id)
  const refusal = 'The carrier has its parcel already.'
  await ctx.db
    .update(labels)
    .set({
      state: 'used',
      refusal,
      endedAt: ctx.now(),
      ...(sold && {
        trackingNumber: sold.trackingNumber,
        trackingUrl: sold.trackingUrl,
        costMinor: sold.cost.amount,
        boughtAt: ctx.now(),
      }),
    })
    .where(and(eq(labels.id, label.id), eq(labels.state, 'voiding')))
  await askForPerson(
    ctx,
    label.orderId,
    `The carrier says that it has a parcel of this order under the number ${label.trackingNumber ?? sold?.trackingNumber}, whose label was to be voided. Ask it to bring the parcel back.`,
  )
}
