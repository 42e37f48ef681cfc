import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { type LabelledParcel, lockLabelled, setLabel } from '#slices/floor/packing/labelled-parcel.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import type { SoldLabel } from './carrier.ts'
import { carrierApi } from './carrier-api.ts'
import { readRoad } from './label-request.ts'
import type { Label } from './note-label.ts'
import { labels } from './schema.ts'

/**
 * Buys a label that was noted. When it was asked for before, the carrier is asked first whether it has sold it: a worker that died after the purchase
 * left no note of it.
 */
export async function buyLabel(ctx: Ctx, label: Label, parcel: LabelledParcel): Promise<void> {
  const sold = label.calledAt ? await carrierApi.find(label.id) : null
  if (sold) return noteSold(ctx, label, sold)
  if (!(await beginCall(ctx, label))) return
  const { method: _, currency: __, ...road } = await readRoad(ctx.db, parcel)
  const { carrier, service, weightGrams } = label
  await fault('label.before-buy')
  const answer = await carrierApi.buy(label.id, { ...road, weightGrams, carrier, service })
  await fault('label.bought')
  if (answer.kind === 'sold') return noteSold(ctx, label, answer.label)
  await ctx.db
    .update(labels)
    .set({ state: 'refused', refusal: answer.reason, endedAt: ctx.now() })
    .where(and(eq(labels.id, label.id), eq(labels.state, 'ordered')))
  await askForPerson(
    ctx,
    label.orderId,
    `The carrier sells no label for a parcel of this order: ${answer.reason} Mend that and buy it again, or type a carrier and a number at the hand-over.`,
  )
}

/** Notes that a call begins. False: the label is to be voided, and nobody may ask for it any more. */
async function beginCall(ctx: Ctx, { id }: Label): Promise<boolean> {
  const begun = await ctx.db
    .update(labels)
    .set({ calledAt: ctx.now() })
    .where(and(eq(labels.id, id), eq(labels.state, 'ordered')))
    .returning({ id: labels.id })
  return begun.length > 0
}

/**
 * Notes what was sold, once, and puts it onto the parcel. A label whose parcel was stopped or went with another one meanwhile keeps its facts too:
 * it is voided next (settle-label.ts).
 */
async function noteSold(ctx: Ctx, { id, parcelId, carrier }: Label, sold: SoldLabel): Promise<void> {
  await transact(ctx, async ({ tx }) => {
    const parcel = await lockLabelled(tx, parcelId)
    const facts = {
      trackingNumber: sold.trackingNumber,
      trackingUrl: sold.trackingUrl,
      costMinor: sold.cost.amount,
      currency: sold.cost.currency,
      boughtAt: ctx.now(),
    }
    const [noted] = await tx
      .update(labels)
      .set(facts)
      .where(and(eq(labels.id, id), isNull(labels.boughtAt)))
      .returning({ state: labels.state })
    if (noted?.state !== 'ordered') return
    const isParcels = parcel?.state === 'packed' && !sold.isVoided
    await tx
      .update(labels)
      .set({ state: isParcels ? 'bought' : 'voiding' })
      .where(eq(labels.id, id))
    if (isParcels) await setLabel(tx, parcelId, { carrier, trackingNumber: sold.trackingNumber })
    await fault('label.in')
  })
}
