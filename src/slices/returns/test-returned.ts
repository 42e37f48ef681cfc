import { v7 as uuidv7 } from 'uuid'
import { assert } from '#platform/lib/assert.ts'
import { confirmedOrder } from '#proof/testing/confirmed-order.ts'
import type { TestShop } from '#proof/testing/test-shop.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import type { Order } from '#slices/orders/order.ts'
import { readLines } from '#slices/orders/queries.ts'
import { trackingTokenOf } from '#slices/orders/shop/tracking-token.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { type AskedReturn, askReturn } from './ask-return.ts'
import type { Return } from './return.ts'

/** What tests say of returns, for one shop. */
export function returnsIn(shop: TestShop) {
  const keyOf = (orderId: string) => ({ token: trackingTokenOf(orderId), customerId: null, isStaff: false })

  /** An order of two of one thing that has arrived. */
  async function deliveredOrder(said?: Parameters<typeof confirmedOrder>[1]): Promise<Order> {
    const order = await confirmedOrder(shop, said)
    await moveDelivery(shop.ctx, { orderId: order.id, to: 'delivered' })
    return order
  }

  async function lineOf(order: Order) {
    const [line] = await readLines(shop.db, order.id)
    assert(line, 'an order has a line')
    return line
  }

  async function wishOf(
    order: Order,
    said: Partial<AskedReturn['lines'][number]> = {},
    id = uuidv7(),
  ): Promise<AskedReturn> {
    const line = {
      lineId: (await lineOf(order)).id,
      quantity: 1,
      reason: 'damaged' as const,
      wish: 'refund' as const,
    }
    return { id, orderId: order.id, lines: [{ ...line, ...said }] }
  }

  const ask = (wish: AskedReturn, now: () => Date = shop.ctx.now): Promise<Return> =>
    askReturn(withGateway({ ...shop.ctx, now }), wish, keyOf(wish.orderId))

  /** An approved return of so many units of an order that has arrived. */
  async function approvedReturn(quantity = 1) {
    const order = await deliveredOrder()
    const { sku } = await lineOf(order)
    return { order, sku, ...(await ask(await wishOf(order, { quantity }))) }
  }

  /** Somebody who may take in and inspect in every warehouse. */
  const atDock = () => ({ ...shop.ctx, rights: ['*'] })

  return { atDock, keyOf, deliveredOrder, lineOf, wishOf, ask, approvedReturn }
}
