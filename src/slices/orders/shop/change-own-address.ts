import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { changeAddress } from '../delivery/change-address.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { ownOrder } from './own-order.ts'
import type { OrderKey } from './shopper-queries.ts'

/** The shopper sends the parcel elsewhere while nothing of it is packed, for the same price. */
export async function changeOwnAddress(
  given: OrdersCtx,
  { orderId, shippingAddress }: { orderId: string; shippingAddress: Address },
  key: OrderKey,
) {
  const { ctx } = await ownOrder(given, orderId, key)
  return changeAddress(ctx, { orderId, shippingAddress })
}
