import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { type LabelledParcel, readLabelled } from '#slices/floor/packing/labelled-parcel.ts'
import { readWarehouses } from '#slices/inventory/queries.ts'
import { buyLabel } from './buy-label.ts'
import { carrierApi } from './carrier-api.ts'
import type { LabelState } from './label-states.ts'
import { type Label, noteLabel, readLive, readNewest } from './note-label.ts'
import { labels } from './schema.ts'
import { firstAskAt } from './tracking/ask-times.ts'
import { beginVoid, finishVoid } from './void-label.ts'

/** From nothing to a label that the carrier is told of there are four steps; one that never ends is a mistake. */
const STEPS_MAX = 8

/**
 * Carries the label of a parcel on from wherever it stands: bought once for a packed parcel, given back when the parcel is stopped or goes with
 * another one, told to the carrier when it left. The jobs that follow the floor and staff all call it, and none of them knows more than the rows
 * say, so a worker may die anywhere. It answers how the label stands.
 */
export async function settleLabel(
  ctx: Ctx,
  parcelId: string,
  { after = null }: { after?: string | null } = {},
): Promise<LabelState | 'none'> {
  for (let step = 0; step < STEPS_MAX; step++) {
    const parcel = await readLabelled(ctx.db, parcelId)
    const label = await readLive(ctx.db, parcelId)
    if (!label) {
      if (!parcel || !(await wantsLabel(ctx, parcel, after))) break
      await noteLabel(ctx, parcel)
      continue
    }
    const next = nextStep(label, parcel)
    if (!next) return label.state
    await next(ctx)
  }
  return (await readNewest(ctx.db, parcelId))?.state ?? 'none'
}

/**
 * Only the first label is bought without being asked for: after a refusal, or when somebody voided it, a person decides. They name the label `after`
 * which they want another one, so that asking twice buys one.
 */
async function wantsLabel(
  ctx: Ctx,
  { id, state, warehouseId, trackingNumber }: LabelledParcel,
  after: string | null,
): Promise<boolean> {
  if (state !== 'packed' || trackingNumber !== null) return false
  const warehouse = (await readWarehouses(ctx.db)).find(each => each.id === warehouseId)
  const newest = await readNewest(ctx.db, id)
  return warehouse?.labels === 'bought' && (newest?.id ?? null) === after
}

/** Null: nothing is to be done. */
function nextStep(label: Label, parcel: LabelledParcel | null): ((ctx: Ctx) => Promise<void>) | null {
  if (label.state === 'voiding') return ctx => finishVoid(ctx, label)
  if (!parcel || !isItsLabel(label, parcel)) return ctx => beginVoid(ctx, label)
  if (label.state === 'ordered') return ctx => buyLabel(ctx, label, parcel)
  return parcel.state === 'packed' || label.toldAt ? null : ctx => tellHandOver(ctx, label)
}

/** A label belongs to a parcel that is packed, and to one that left under its number. */
function isItsLabel(label: Label, { state, trackingNumber }: LabelledParcel): boolean {
  if (state === 'packed') return true
  const hasLeft = state === 'handed_over' || state === 'delivered'
  return hasLeft && trackingNumber !== null && trackingNumber === label.trackingNumber
}

/** Our people gave the parcel to the carrier: from now on the shop asks about it too, and tells the carrier that it has it. */
async function tellHandOver(ctx: Ctx, { id, handedOverAt }: Label): Promise<void> {
  const at = ctx.now()
  if (!handedOverAt)
    await ctx.db
      .update(labels)
      .set({ handedOverAt: at, askAt: firstAskAt(at) })
      .where(and(eq(labels.id, id), isNull(labels.handedOverAt)))
  const known = await carrierApi.handOver(id)
  await fault('label.told')
  if (!known)
    ctx.log.error({ labelId: id }, 'the carrier does not know the label of a parcel that it was given')
  await ctx.db.update(labels).set({ toldAt: at }).where(eq(labels.id, id))
}
