import { assert } from '#platform/lib/assert.ts'
import type { Announcement } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { placeOrder } from '#slices/orders/placing/place-order.ts'
import type { PlaceOrderInput } from '#slices/orders/placing/place-order-input.ts'
import { readEvents, readOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { orderInput } from './order-input.ts'
import { stockUp } from './stock-up.ts'
import type { TestShop } from './test-shop.ts'

let serial = 0

/** A paid order as the shop makes them, of two things on sale unless other lines are named. */
export async function confirmedOrder(shop: TestShop, said: Partial<PlaceOrderInput> = {}): Promise<Order> {
  const lines = said.lines ?? [
    { sku: (await stockUp(shop.db, { sku: `WARE-${++serial}`, priceMinor: 1_250 })).sku, quantity: 2 },
  ]
  const input = orderInput({ ...said, lines })
  const answer = await placeOrder(withGateway(shop.ctx), input, { customerId: null })
  const order = await readOrder(shop.db, input.orderId)
  assert(order?.state === 'confirmed', `the order was answered ${answer.kind}`)
  return order
}

/** What the job that announces the event carries. */
export async function announcementOf(shop: TestShop, orderId: string, type: string): Promise<Announcement> {
  const event = (await readEvents(shop.db, orderId)).find(candidate => candidate.type === type)
  assert(event, `order ${orderId} has no event ${type}`)
  return { orderId, seq: event.seq }
}
