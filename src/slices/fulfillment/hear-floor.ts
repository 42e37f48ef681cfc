import type { z } from 'zod'
import { preparing } from '#platform/db/prepared.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { once } from '#platform/jobs/effects.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import type { floorParcelMoved } from '#slices/floor/events.ts'
import { lookAtParcel } from '#slices/floor/take-parcel.ts'
import { takeIn } from './take-in.ts'

export const HEAR_FLOOR = 'warehouse.hear-floor'

/**
 * Follows a parcel on our own floor, as a call-back of an outside warehouse would. A floor brings many steps a second and each asks the same things, so
 * the database plans them once.
 */
export async function hearFloor(
  worker: Ctx,
  { orderId, parcelId, step, at }: z.infer<typeof floorParcelMoved.schema>,
): Promise<void> {
  const ctx = { ...worker, db: preparing(worker.db) }
  await once(ctx.db, { causeId: orderId, kind: `${HEAR_FLOOR}#${parcelId} ${step}` }, async () => {
    const found = mustFind(await lookAtParcel(ctx.db, parcelId), `Parcel ${parcelId} on our floor`)
    const { carrier, trackingNumber } = found
    const facts = step === 'shipped' || step === 'delivered' ? { carrier, trackingNumber } : {}
    const refused = await takeIn(ctx, { ...facts, orderId, parcelId, to: step, at: new Date(at) })
    if (refused) ctx.log.error({ orderId, parcelId, step, refused }, 'a step on our own floor cannot be true')
    return refused ? 'refused' : step
  })
}
