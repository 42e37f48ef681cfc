import { cancelOrder } from '../cancel-order.ts'
import { goesOn, isStillOpen } from '../is-still-open.ts'
import { CANCELLED_BY_SHOPPER, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { ownOrder } from './own-order.ts'
import type { OrderKey } from './shopper-queries.ts'

/**
 * The shopper cancels the order while nothing of it is packed. Stock and money go the way of a cancellation by staff. A second
 * call changes nothing.
 */
export async function cancelOwnOrder(given: OrdersCtx, orderId: string, key: OrderKey): Promise<Order> {
  const { ctx } = await ownOrder(given, orderId, key)
  return cancelOrder(ctx, { orderId, reason: CANCELLED_BY_SHOPPER, tooLate })
}

/** Why a shopper may no longer take the order back, or a part of it, in a sentence; null while they may. */
export function tooLate(order: Order): string | null {
  if (!goesOn(order) || isStillOpen(order) || order.recall === 'items') return null
  return `${tooFar(order)} already, so it can no longer be cancelled. You can still withdraw from the contract: send it back and the money goes back, too.`
}

function tooFar({ delivery }: Order): string {
  if (delivery === 'packed') return 'Your parcel is packed'
  return delivery === 'partly_shipped' ? 'A part of your order has left' : 'Your parcel has left'
}
