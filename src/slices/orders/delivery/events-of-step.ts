import { recallRefused } from '../ask-for-person.ts'
import type { OfParcel, OrderEvent, OrderShipped, ParcelFacts } from '../events.ts'
import { mayHappen, type Order } from '../order.ts'
import { willNotArrive } from './exceptions.ts'
import type { Parcel, ParcelState } from './parcels.ts'

export type DeliveryStep = ParcelFacts & {
  orderId: string
  /** The order's own id, or none, is its only parcel. */
  parcelId?: string | undefined
  to: 'picking' | 'packed' | 'shipped' | 'delivered'
}

/** A parcel as far as its way goes, and the states of the order's other ones. */
export type OnTheWay = {
  parcel: Pick<Parcel, 'id' | 'state' | 'carrier' | 'trackingNumber'>
  others: readonly Pick<Parcel, 'state' | 'exception'>[]
}

type State = Pick<Parcel, 'state' | 'exception'>

const road: readonly ParcelState[] = ['planned', 'picking', 'packed', 'shipped', 'delivered', 'returned']
const isAtLeast = ({ state }: State, step: ParcelState) => road.indexOf(state) >= road.indexOf(step)
export const hasLeft = (parcel: State) => isAtLeast(parcel, 'shipped')
export const hasArrived = (parcel: State) => isAtLeast(parcel, 'delivered') || willNotArrive(parcel)

/**
 * The events of a parcel's step. The order is as far as the parcel that is farthest on in the house; it is partly shipped with the first that
 * leaves, shipped with the last that leaves, and delivered and complete with the last that arrives. Steps may be skipped. A step back, or one that
 * the order's state does not allow, moves nothing, but its carrier and tracking number are kept.
 */
export function eventsOfStep(order: Order, way: OnTheWay, step: DeliveryStep): OrderEvent[] {
  const moves = isAtLeast(way.parcel, step.to) ? [] : movesOf(order, way, step)
  return moves.length > 0 ? moves : corrections(order, way, step)
}

function movesOf(order: Order, way: OnTheWay, step: DeliveryStep): OrderEvent[] {
  switch (step.to) {
    case 'picking':
    case 'packed':
      return inTheHouse(order, way, step.to)
    case 'shipped':
      return leaving(order, way, factsOf(step))
    case 'delivered': {
      if (hasLeft(way.parcel)) return [...corrections(order, way, step), ...arriving(order, way)]
      // The news of the shipping got lost or is still coming. The parcel has certainly left, but we do not know when.
      const left = leaving(order, way, { ...factsOf(step), unheard: true })
      return left.length > 0 ? [...left, ...arriving({ ...order, delivery: 'shipped' }, way)] : []
    }
  }
}

function inTheHouse(order: Order, way: OnTheWay, to: 'picking' | 'packed'): OrderEvent[] {
  const { parcel } = way
  const type = `order.${to}` as const
  if (mayHappen(order, type)) return [{ type, data: named(order, way) }]
  // The order's own parcel is as far as the order; one that replaces it may be behind.
  if (parcel.id === order.id || !mayHappen(order, 'order.parcel_moved')) return []
  return [{ type: 'order.parcel_moved', data: { parcelId: parcel.id, to } }]
}

/** A parcel that has left ends a recall of the order. One of items ends with the last that leaves, or with the answer about theirs. */
const isEnded = (recall: Order['recall'], isLast: boolean) =>
  recall === 'requested' || (recall === 'items' && isLast)

function leaving(order: Order, way: OnTheWay, facts: OrderShipped): OrderEvent[] {
  const { parcel, others } = way
  const isLast = others.every(hasLeft)
  if (!mayHappen(order, isLast ? 'order.shipped' : 'order.parcel_shipped')) return []
  return [
    isLast
      ? { type: 'order.shipped', data: { ...named(order, way), ...facts } }
      : { type: 'order.parcel_shipped', data: { parcelId: parcel.id, ...facts } },
    ...(isEnded(order.recall, isLast) ? recallRefused(order, 'The parcel has left.') : []),
  ]
}

function arriving(order: Order, way: OnTheWay): OrderEvent[] {
  const { parcel, others } = way
  if (!others.every(hasArrived))
    return mayHappen(order, 'order.parcel_delivered')
      ? [{ type: 'order.parcel_delivered', data: { parcelId: parcel.id } }]
      : []
  if (!mayHappen(order, 'order.delivered')) return []
  return [
    { type: 'order.delivered', data: named(order, way) },
    { type: 'order.completed', data: {} },
  ]
}

/** The facts in this step that differ from what we know of a parcel that has left. */
function corrections(order: Order, way: OnTheWay, step: DeliveryStep): OrderEvent[] {
  const { parcel } = way
  const news = Object.entries(factsOf(step)).filter(
    ([fact, value]) => parcel[fact as keyof ParcelFacts] !== value,
  )
  if (news.length === 0 || !hasLeft(parcel) || !mayHappen(order, 'order.parcel_corrected')) return []
  return [{ type: 'order.parcel_corrected', data: { ...named(order, way), ...Object.fromEntries(news) } }]
}

const factsOf = ({ carrier, trackingNumber }: ParcelFacts): ParcelFacts => ({
  ...(carrier && { carrier }),
  ...(trackingNumber && { trackingNumber }),
})

/** The only parcel of an order goes without saying. */
const named = (order: Order, { parcel, others }: OnTheWay): OfParcel =>
  parcel.id === order.id && others.length === 0 ? {} : { parcelId: parcel.id }
