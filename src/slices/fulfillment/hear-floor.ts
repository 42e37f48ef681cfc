import type { Ctx } from '#platform/jobs/ctx.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { FloorStep } from '#slices/floor/events.ts'
import { lookAtParcel } from '#slices/floor/take-parcel.ts'
import { takeIn } from './take-in.ts'

/** Follows a parcel on our own floor, as a call-back of an outside warehouse would. */
export async function hearFloor(
  ctx: Ctx,
  { parcelId, step, at }: { parcelId: string; step: FloorStep; at: string },
): Promise<void> {
  const { orderId, carrier, trackingNumber } = mustFind(
    await lookAtParcel(ctx.db, parcelId),
    `Parcel ${parcelId} on our floor`,
  )
  const facts = step === 'shipped' || step === 'delivered' ? { carrier, trackingNumber } : {}
  const refused = await takeIn(ctx, { ...facts, orderId, parcelId, to: step, at: new Date(at) })
  if (refused) ctx.log.error({ orderId, parcelId, step, refused }, 'a step on our own floor cannot be true')
}
