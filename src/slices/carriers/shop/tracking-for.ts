import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type OrderKey, openOrder } from '#slices/orders/shop/shopper-queries.ts'
import { labelsOfOrder } from '../queries.ts'

/** What a shopper reads of their parcels on the road: neither what a label cost nor one that was never theirs. */
export async function trackingFor(ctx: Pick<Ctx, 'db'>, orderId: string, key: OrderKey) {
  const order = await openOrder(ctx.db, orderId, key)
  if (!order) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  const shown = (await labelsOfOrder(ctx.db, orderId)).filter(
    ({ state, scans }) => state === 'bought' && scans.length > 0,
  )
  return {
    parcels: shown.map(({ parcelId, carrier, trackingNumber, trackingUrl, scanCode, scans }) => ({
      parcelId,
      carrier,
      trackingNumber,
      trackingUrl,
      scanCode,
      scans,
    })),
  }
}

export type Tracking = Awaited<ReturnType<typeof trackingFor>>
