import { recallRefused } from '../ask-for-person.ts'
import type { OrderEvent, ParcelFacts } from '../events.ts'
import type { Order } from '../order.ts'

export type DeliveryStep = ParcelFacts & {
  orderId: string
  /** The order's own id, or none, is its only parcel. */
  parcelId?: string | undefined
  to: 'picking' | 'packed' | 'shipped' | 'delivered'
}

/** What is known of the parcel with this step. */
export function factsOf({ carrier, trackingNumber }: ParcelFacts): ParcelFacts {
  return { ...(carrier && { carrier }), ...(trackingNumber && { trackingNumber }) }
}

/** A parcel that has left ends a recall: the order goes on. */
export const tooLateToStop = (order: Order): OrderEvent[] =>
  order.recall === 'requested' ? recallRefused(order, 'The parcel has left.') : []
