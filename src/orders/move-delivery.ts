import { consumeStock } from '#inventory/consume-stock.ts'
import type { Ctx } from '#jobs/ctx.ts'
import { transact } from '#jobs/transact.ts'
import { fault } from '#lib/fault-points.ts'
import type { OrderEvent } from './events.ts'
import { mayHappen, type Order } from './order.ts'
import { requireOrder } from './queries.ts'
import { LostRace, recordEvents } from './record-events.ts'

export type DeliveryStep = {
  orderId: string
  to: 'picking' | 'packed' | 'shipped' | 'delivered'
  carrier?: string
  trackingNumber?: string
}

const MAX_RACES = 5

/**
 * The parcel has come so far. Steps may be skipped and may come twice or late: one that would lead back changes
 * nothing. Shipping takes the stock off the shelf in the same transaction; delivery completes the order.
 */
export async function moveDelivery(ctx: Ctx, step: DeliveryStep): Promise<Order> {
  for (let race = 0; ; race++) {
    const order = await requireOrder(ctx.db, step.orderId)
    const events = eventsOf(order, step)
    if (events.length === 0) return order
    try {
      return await transact(ctx, async transaction => {
        const after = await recordEvents(transaction, {
          orderId: order.id,
          before: order,
          events,
          actor: ctx.actor,
          at: ctx.now(),
        })
        if (events.some(event => event.type === 'order.shipped'))
          await consumeStock(transaction.tx, order.id, ctx.actor)
        await fault('delivery.in')
        return after
      })
    } catch (error) {
      if (!(error instanceof LostRace) || race === MAX_RACES) throw error
    }
  }
}

function eventsOf(order: Order, step: DeliveryStep): OrderEvent[] {
  const shipped: OrderEvent = {
    type: 'order.shipped',
    data: { carrier: step.carrier ?? 'Carrier', trackingNumber: step.trackingNumber ?? '' },
  }
  switch (step.to) {
    case 'picking':
      return mayHappen(order, 'order.picking') ? [{ type: 'order.picking', data: {} }] : []
    case 'packed':
      return mayHappen(order, 'order.packed') ? [{ type: 'order.packed', data: {} }] : []
    case 'shipped':
      return mayHappen(order, 'order.shipped') ? [shipped] : []
    case 'delivered': {
      const arrived: OrderEvent[] = [
        { type: 'order.delivered', data: {} },
        { type: 'order.completed', data: {} },
      ]
      if (mayHappen(order, 'order.delivered')) return arrived
      // The word that it was shipped got lost or comes later.
      return mayHappen(order, 'order.shipped') ? [shipped, ...arrived] : []
    }
  }
}
