import type { Ctx } from '#platform/jobs/ctx.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import { addressAt } from '#slices/orders/delivery/address-at.ts'
import { isSame, returnToAddress } from '#slices/orders/delivery/change-address.ts'
import { readHandOver } from '#slices/orders/delivery/hand-over.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { toldOf } from './parcels.ts'

const PACKED = 'The parcel was packed already.'

/**
 * The warehouse keeps to what it was told before. If a changed address is the difference, the order goes back to the address that
 * the warehouse has; anything else is a mistake that no further try mends. A warehouse that does not say which version it goes
 * by has the one that it last confirmed to us, or the address that the order was placed with. It answers
 * the version of the order whose address the warehouse has.
 */
export async function keepAddress(
  ctx: Ctx,
  order: Order,
  parcelId: string,
  revision: number | null,
): Promise<number> {
  const [events, told, handOver] = await Promise.all([
    readEvents(ctx.db, order.id),
    toldOf(ctx.db, parcelId),
    readHandOver(ctx.db, order.id),
  ])
  const known = revision ?? told ?? handOver?.toldVersion ?? 1
  const shippingAddress = addressAt(events, known)
  if (isSame(shippingAddress, order.shippingAddress))
    throw new PoisonJob(`The warehouse has order ${order.id} with other contents.`)
  return (await returnToAddress(ctx, { orderId: order.id, shippingAddress, reason: PACKED })) ?? known
}
