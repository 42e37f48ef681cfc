import { Refusal } from '#platform/lib/refusal.ts'
import { cancelItems } from '../items/cancel-items.ts'
import { CANCELLED_BY_SHOPPER, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readLines } from '../queries.ts'
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
  const known = await readLines(ctx.db, orderId)
  const items = new Map<string, number>()
  for (const { sku, quantity } of lines) {
    const line = known.find(line => line.sku === sku)
    if (!line) throw new Refusal('conflict', `Nothing with the SKU ${sku} is in this order.`)
    items.set(line.id, (items.get(line.id) ?? 0) + quantity)
  }
  return cancelItems(
    ctx,
    {
      orderId,
      refundId,
      reason: CANCELLED_BY_SHOPPER,
      lines: [...items].map(([lineId, quantity]) => ({ lineId, quantity })),
    },
    tooLate,
  )
}
