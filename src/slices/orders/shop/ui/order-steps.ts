import type { TimelineStep } from '#platform/ui/step-timeline.tsx'
import { countryByCode } from '#slices/customers/addresses/countries.ts'
import type { OrderEventType } from '#slices/orders/events.ts'
import { shippingMethodsFor } from '#slices/pricing/shipping-methods.ts'
import type { OrderStatus } from '../order-answers.ts'
import { momentWords } from './order-days.ts'

/**
 * The shopper's timeline. Done steps have their time, the current one is marked, later ones have no date. An order that
 * ended shows its past steps and then the end.
 */
export function orderSteps(order: OrderStatus): TimelineStep[] {
  const road: { type: OrderEventType; title: string }[] = [
    { type: 'order.placed', title: 'Order placed' },
    { type: 'order.confirmed', title: 'Payment received' },
    { type: 'order.packed', title: 'Packed' },
    { type: 'order.shipped', title: `Handed to ${carrierOf(order)}` },
    { type: 'order.delivered', title: 'Delivered' },
  ]
  const reached = road.findLastIndex(({ type }) => timeOf(order, type) !== null)
  const steps = road.map(({ type, title }, index): TimelineStep => {
    // The planned carrier may differ from the one that really has the parcel.
    if (type === 'order.shipped' && index <= reached)
      return {
        title: `Handed to ${order.carrier ?? 'the carrier'}`,
        state: 'done',
        ...moment(timeOf(order, type)),
      }
    if (index <= reached) return { title, state: 'done', ...moment(timeOf(order, type)) }
    if (index === reached + 1) return { title: under[type] ?? title, state: 'current' }
    return { title, state: 'future' }
  })
  const end = endStep(order)
  return end ? [...steps.filter(step => step.state === 'done'), ...end] : steps
}

/** The title of the current step before it is done. */
const under: Partial<Record<OrderEventType, string>> = {
  'order.confirmed': 'Payment being confirmed',
  'order.packed': 'Being packed',
  'order.shipped': 'Waiting for the carrier',
  'order.delivered': 'On its way',
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
