import { Refusal } from '#platform/lib/refusal.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { carrierApi } from '../carrier-api.ts'
import { labelsForFloor } from '../desk/labels-for-floor.ts'

/** The label to print. The carrier draws it, so nobody of another floor has it drawn. */
export async function drawLabel(
  ctx: Pick<RequestCtx, 'db' | 'rights'>,
  parcelId: string,
): Promise<{ bytes: Uint8Array; trackingNumber: string }> {
  const found = await labelsForFloor(ctx, parcelId)
  if (!found) throw new Refusal('not_found', 'There is no such parcel on our floor.')
  const live = found.find(({ state }) => state === 'bought')
  if (!live?.trackingNumber) throw new Refusal('conflict', 'The label of this parcel is not there yet.')
  const bytes = await carrierApi.draw(live.id)
  if (!bytes) throw new Refusal('conflict', 'The carrier no longer knows this label. Buy another one.')
  return { bytes, trackingNumber: live.trackingNumber }
}
