import { cancelItems } from '../items/cancel-items.ts'
import { itemsBySku } from '../items/items-by-sku.ts'
import { CANCELLED_BY_SHOPPER, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { tooLate } from './cancel-own-order.ts'
import { ownOrder } from './own-order.ts'
import type { OrderKey } from './shopper-queries.ts'

export type OwnItems = {
  orderId: string
  refundId: string
  lines: readonly { sku: string; quantity: number }[]
}

/** The shopper takes items out of the order while nothing of it is packed. The same id with the same lines is the same wish. */
export async function cancelOwnItems(
  given: OrdersCtx,
  { orderId, refundId, lines }: OwnItems,
  key: OrderKey,
): Promise<Order> {
  const { ctx } = await ownOrder(given, orderId, key)
  const items = await itemsBySku(ctx.db, orderId, lines)
  return cancelItems(
    ctx,
    {
      orderId,
      refundId,
      reason: CANCELLED_BY_SHOPPER,
      lines: items,
    },
    tooLate,
  )
}
