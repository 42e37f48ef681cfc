import type { Ctx } from '#platform/jobs/ctx.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { endRecall } from '#slices/orders/delivery/end-recall.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import type { ParcelFacts } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { ShipmentState } from './callback.ts'
import { askNoMore, noteNews } from './dispatch-row.ts'

export type Word = ParcelFacts & {
  orderId: string
  to: ShipmentState /** The time at which the warehouse reported it. */
  at: Date
}

/** Null when the news was taken in or already known. Otherwise it is the reason for the refusal, in words for staff, and nothing was changed. */
export type Refused = string | null

/** Takes in the warehouse's news of a parcel, from a call-back or an answer. Doubled, late or unordered news leads to the same end. */
export async function takeIn(ctx: Ctx, word: Word): Promise<Refused> {
  const { orderId, to } = word
  const order = await readOrder(ctx.db, orderId)
  if (!order) return `The shop has no order ${orderId}.`
  const refused = await refuse(ctx, order, to)
  if (refused || order.state === 'cancelled') return refused
  const facts = await noteNews(ctx.db, { ...word, now: ctx.now() })
  if (to === 'received') return null
  if (to === 'cancelled') {
    await stoppedThere(ctx, order)
    return null
  }
  // The order may have been cancelled a moment ago.
  const after = await moveDelivery(ctx, { orderId, to, ...facts })
  if (after.state !== 'confirmed') await askNoMore(ctx.db, orderId)
  return refuse(ctx, after, to)
}

/** Null when the news is possible. When it is not, goods may be on their way although the money went back, so a person must decide. */
async function refuse(ctx: Ctx, order: Order, to: ShipmentState): Promise<Refused> {
  const why = whyImpossible(order, to)
  if (why && order.confirmedAt) await askForPerson(ctx, order.id, why)
  return why
}

function whyImpossible(order: Order, to: ShipmentState): Refused {
  const says = `The warehouse says that order ${order.number} is ${to}`
  if (!order.confirmedAt) return `${says}, yet it was never paid: it is ${order.state}.`
  if (order.state === 'cancelled' && (to === 'shipped' || to === 'delivered'))
    return `${says}, yet it was cancelled and its money went back. Ask the carrier to return the parcel, or the customer to pay.`
  if (to === 'cancelled' && (order.delivery === 'shipped' || order.delivery === 'delivered'))
    return `${says}, yet it said before that the parcel had left.`
  return null
}

/** The warehouse will not send the order. If it stopped without a recall, a person decides. */
async function stoppedThere(ctx: Ctx, order: Order) {
  if (order.recall === 'requested') await endRecall(withGateway(ctx), order.id)
  else
    await askForPerson(
      ctx,
      order.id,
      'The warehouse has cancelled this order by itself. Hand it over again, or cancel it.',
    )
}
