import type { z } from 'zod'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { jobId } from '#platform/jobs/job-sender.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { parcelTroubled } from '#slices/carriers/events.ts'
import { mayHappen } from '#slices/orders/order.ts'
import { requireOrder } from '#slices/orders/queries.ts'
import { openCase } from './open-case.ts'

/**
 * The carrier says that a parcel is lost, damaged or undeliverable: a case is opened, as if somebody had reported it. One that somebody has opened
 * already stays as it is, and so does a parcel that was settled or has arrived.
 */
export async function openByCarrier(
  ctx: Ctx,
  { orderId, parcelId, labelId, kind }: z.infer<typeof parcelTroubled.schema>,
): Promise<void> {
  try {
    await openCase(ctx, { id: jobId(labelId, kind, 'case'), parcelId, kind, reason: 'The carrier says so.' })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const order = await requireOrder(ctx.db, orderId)
    const hasLeft = mayHappen(order, 'order.parcel_exception') || order.state !== 'confirmed'
    if (!hasLeft) throw error
    ctx.log.info(
      { orderId, parcelId, kind, why: error.message },
      'no case was opened for what the carrier says',
    )
  }
}
