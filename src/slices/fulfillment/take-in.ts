import type { Ctx } from '#platform/jobs/ctx.ts'
import { askForPerson } from '#slices/orders/ask-for-person.ts'
import { endRecall } from '#slices/orders/delivery/end-recall.ts'
import { moveDelivery } from '#slices/orders/delivery/move-delivery.ts'
import type { ParcelFacts } from '#slices/orders/events.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import type { ShipmentState } from './callback.ts'
import { type FoundParcel, findParcel } from './find-parcel.ts'
import { askNoMore, askNoMoreOf, noteNews } from './parcel-row.ts'
import { takeOutOfParcels } from './recall-items.ts'
import { recall } from './recall-order.ts'
import { sendStoppedAgain } from './send-stopped-again.ts'

export type Word = ParcelFacts & {
  orderId: string
  /** Left out by a warehouse that does not know of parcels: `orderId` is then the id under which it was handed this one. */
  parcelId?: string | undefined
  to: ShipmentState
  /** The time at which the warehouse reported it. */
  at: Date
}

/** Null when the news was taken in or already known. Otherwise it is the reason for the refusal, in words for staff, and nothing was changed. */
export type Refused = string | null

/** Takes in the warehouse's news of a parcel, from a call-back or an answer. Doubled, late or unordered news leads to the same end. */
export async function takeIn(ctx: Ctx, word: Word): Promise<Refused> {
  const { to } = word
  const found = await findParcel(ctx.db, word)
  if (typeof found === 'string') return found
  const { order, parcelId } = found
  const refused = await refuse(ctx, found, to)
  if (refused || order.state === 'cancelled') return refused
  const facts = await noteNews(ctx.db, { ...word, orderId: order.id, parcelId, now: ctx.now() })
  if (found.part === 'replaced') {
    await askNoMoreOf(ctx.db, parcelId)
    return null
  }
  if (to === 'received') return null
  if (to === 'cancelled') {
    await stoppedThere(ctx, found)
    return null
  }
  // The order may have been cancelled a moment ago.
  const after = await moveDelivery(ctx, { orderId: order.id, parcelId, to, ...facts })
  if (after.state !== 'confirmed') await askNoMore(ctx.db, order.id)
  else if (to === 'delivered') await askNoMoreOf(ctx.db, parcelId)
  return refuse(ctx, { ...found, order: after }, to)
}

/** Null when the news is possible. When it is not, goods may be on their way although the money went back, so a person must decide. */
async function refuse(ctx: Ctx, found: FoundParcel, to: ShipmentState): Promise<Refused> {
  const why = whyImpossible(found, to)
  if (why && found.order.confirmedAt) await askForPerson(ctx, found.order.id, why)
  return why
}

function whyImpossible({ order, part, hasLeft, givenUp }: FoundParcel, to: ShipmentState): Refused {
  const it = part === 'whole' ? `order ${order.number}` : `a parcel of order ${order.number}`
  const says = `The warehouse says that ${it} is ${to}`
  const isGone = to === 'shipped' || to === 'delivered'
  if (!order.confirmedAt) return `${says}, yet it was never paid: it is ${order.state}.`
  if (order.state === 'cancelled' && isGone)
    return `${says}, yet it was cancelled and its money went back. Ask the carrier to return the parcel, or the customer to pay.`
  if (part === 'replaced' && isGone)
    return `${says}, yet it said before that it had stopped it, and its goods were handed over again. Ask the carrier to return one of the two.`
  if (to === 'delivered' && givenUp)
    return `${says}, yet it was settled as ${givenUp}. If its money went back, or it was sent once more, ask the customer to pay or to send it back.`
  if (to === 'cancelled' && hasLeft) return `${says}, yet it said before that the parcel had left.`
  return null
}

/** The warehouse will not send the parcel. If it stopped without a recall, a person decides. */
async function stoppedThere(ctx: Ctx, { order, part, wasRecalled }: FoundParcel) {
  if (order.recall === 'requested' && part === 'whole') await endRecall(withGateway(ctx), order.id)
  else if (order.recall === 'requested') await recall(ctx, order.id)
  else if (order.recall === 'items' && wasRecalled) await takeOutOfParcels(ctx, order.id)
  else if (order.recall === 'refused' && part === 'one' && wasRecalled) await sendStoppedAgain(ctx, order)
  else
    await askForPerson(
      ctx,
      order.id,
      part === 'whole'
        ? 'The warehouse has cancelled this order by itself. Hand it over again, or cancel it.'
        : 'The warehouse has cancelled a parcel of this order by itself. Hand the order over again: what was in it leaves in a new one.',
    )
}
