import type { OrderEvent, OrderShipped, ParcelFacts } from '../events.ts'
import { mayHappen, type Order } from '../order.ts'
import { type DeliveryStep, factsOf, tooLateToStop } from './delivery-step.ts'
import type { Parcel, ParcelState } from './parcels.ts'

/** A parcel of an order that has more of them. */
export type OneOfSeveral = { parcel: Parcel; others: readonly Parcel[] }

const road: readonly ParcelState[] = ['planned', 'picking', 'packed', 'shipped', 'delivered']
const hasLeft = ({ state }: Pick<Parcel, 'state'>) => state === 'shipped' || state === 'delivered'
const hasArrived = ({ state }: Pick<Parcel, 'state'>) => state === 'delivered'

/**
 * The events of a step of one parcel out of several. The order is as far as the parcel that is farthest on in the house; it is partly shipped
 * with the first that leaves, shipped with the last that leaves and delivered with the last that arrives.
 */
export function stepOfOne(order: Order, { parcel, others }: OneOfSeveral, step: DeliveryStep): OrderEvent[] {
  if (order.state === 'cancelled') return []
  const isOn = road.indexOf(step.to) > road.indexOf(parcel.state)
  const parcelId = parcel.id
  if (!isOn) return corrections(parcel, step)
  switch (step.to) {
    case 'picking':
    case 'packed': {
      const type = `order.${step.to}` as const
      return mayHappen(order, type)
        ? [{ type, data: { parcelId } }]
        : [{ type: 'order.parcel_moved', data: { parcelId, to: step.to } }]
    }
    case 'shipped':
      return left(order, others, { parcelId, ...factsOf(step) })
    case 'delivered': {
      const leaving = hasLeft(parcel)
        ? corrections(parcel, step)
        : left(order, others, { parcelId, ...factsOf(step), unheard: true })
      return [...leaving, ...arrived(parcelId, others)]
    }
  }
}

function left(
  order: Order,
  others: readonly Parcel[],
  data: OrderShipped & { parcelId: string },
): OrderEvent[] {
  const isLast = others.every(hasLeft)
  return [
    isLast ? { type: 'order.shipped', data } : { type: 'order.parcel_shipped', data },
    ...tooLateToStop(order),
  ]
}

function arrived(parcelId: string, others: readonly Parcel[]): OrderEvent[] {
  if (!others.every(hasArrived)) return [{ type: 'order.parcel_delivered', data: { parcelId } }]
  return [
    { type: 'order.delivered', data: { parcelId } },
    { type: 'order.completed', data: {} },
  ]
}

/** The facts that differ from what we know of a parcel that has left. */
function corrections(parcel: Parcel, step: DeliveryStep): OrderEvent[] {
  if (!hasLeft(parcel)) return []
  const facts = Object.entries(factsOf(step)).filter(
    ([fact, value]) => parcel[fact as keyof ParcelFacts] !== value,
  )
  if (facts.length === 0) return []
  return [{ type: 'order.parcel_corrected', data: { parcelId: parcel.id, ...Object.fromEntries(facts) } }]
}
