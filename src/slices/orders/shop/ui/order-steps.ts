import type { TimelineStep } from '#platform/ui/step-timeline.tsx'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { OrderEventType } from '#slices/orders/events.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import type { OrderStatus } from '../order-answers.ts'
import { momentWords } from './order-days.ts'

const road = ['order.placed', 'order.confirmed', 'order.packed', 'order.shipped', 'order.delivered'] as const
type RoadStep = (typeof road)[number]

/**
 * The shopper's timeline. Done steps have their time, the current one is marked, later ones have no date. An order that
 * ended shows its past steps and then the end.
 */
export function orderSteps(order: OrderStatus): TimelineStep[] {
  const reached = road.findLastIndex(type => timeOf(order, type) !== null || hasReached(order, type))
  const steps = road.map((type, index): TimelineStep => {
    if (index <= reached)
      return { title: doneTitle(order, type), state: 'done', ...moment(timeOf(order, type)) }
    if (index === reached + 1) return { title: currentTitle(order, type), state: 'current' }
    return { title: comingTitle(order, type), state: 'future' }
  })
  const end = endStep(order)
  return end ? [...steps.filter(step => step.state === 'done'), ...end] : steps
}

/** The timeline leaves out a step that nobody reported. Without the order's own state the steps would jump back. */
function hasReached({ delivery }: OrderStatus, type: RoadStep): boolean {
  switch (delivery) {
    case 'unfulfilled':
    case 'picking':
      return false
    case 'packed':
    case 'partly_shipped':
      return type === 'order.packed'
    case 'shipped':
    case 'returned':
      return type === 'order.shipped'
    case 'delivered':
      return type === 'order.delivered'
  }
}

const titles: Record<RoadStep, string> = {
  'order.placed': 'Order placed',
  'order.confirmed': 'Payment received',
  'order.packed': 'Packed',
  'order.shipped': 'Handed to the carrier',
  'order.delivered': 'Delivered',
}

/** The order counts as packed with the first of several parcels, and as handed over with the last. */
const titlesOfSeveral: Partial<Record<RoadStep, string>> = {
  'order.packed': 'First parcel packed',
  'order.shipped': 'All parcels handed over',
  'order.delivered': 'All parcels delivered',
}

const isSplit = ({ parcels }: OrderStatus) => parcels.length > 0

function doneTitle(order: OrderStatus, type: RoadStep): string {
  if (isSplit(order)) return titlesOfSeveral[type] ?? titles[type]
  // The planned carrier may differ from the one that really has the parcel.
  return type === 'order.shipped' && order.carrier ? `Handed to ${order.carrier}` : titles[type]
}

function comingTitle(order: OrderStatus, type: RoadStep): string {
  if (isSplit(order)) return titlesOfSeveral[type] ?? titles[type]
  return type === 'order.shipped' ? `Handed to ${carrierOf(order)}` : titles[type]
}

/** The title of the current step before it is done. */
function currentTitle(order: OrderStatus, type: RoadStep): string {
  switch (type) {
    case 'order.placed':
      return titles[type]
    case 'order.confirmed':
      return 'Payment being confirmed'
    case 'order.packed':
      return 'Being packed'
    case 'order.shipped':
      return order.delivery === 'partly_shipped' ? 'Partly on its way' : 'Waiting for the carrier'
    case 'order.delivered':
      return order.parcels.some(({ state }) => state === 'delivered') ? 'Partly delivered' : 'On its way'
  }
}

function endStep(order: OrderStatus): TimelineStep[] | null {
  const returned = order.refunds.at(-1)
  const isPart = order.money === 'partially_refunded'
  const back: TimelineStep[] = returned
    ? [
        {
          title: isPart ? 'A part of the money sent back' : 'Money sent back',
          state: 'done',
          ...moment(returned.at),
        },
      ]
    : []
  switch (order.state) {
    case 'declined':
      return [
        { title: 'Payment declined', state: 'problem', ...moment(timeOf(order, 'order.declined')) },
        ...back,
      ]
    case 'expired':
      return [
        { title: 'Closed without payment', state: 'problem', ...moment(timeOf(order, 'order.expired')) },
        ...back,
      ]
    case 'cancelled':
      return [{ title: 'Cancelled', state: 'problem', ...moment(timeOf(order, 'order.cancelled')) }, ...back]
    case 'reserved':
    case 'confirmed':
    case 'completed':
      return order.money === 'refunded' ? back : null
  }
}

function carrierOf(order: OrderStatus): string {
  if (order.carrier) return order.carrier
  const zone = countryByCode(order.shippingAddress.country)?.zone ?? 'world'
  return (
    shippingMethodsFor(zone).find(method => method.code === order.shippingMethod)?.carrier ?? 'the carrier'
  )
}

function timeOf(order: OrderStatus, type: OrderEventType): Date | null {
  return order.timeline.find(event => event.type === type)?.at ?? null
}

const moment = (at: Date | null) => (at ? { time: momentWords(at), dateTime: at.toISOString() } : {})
