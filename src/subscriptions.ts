import { relayQueue } from '#jobs/relay.ts'
import type { Queue } from '#jobs/queue.ts'
import { type AnnouncedEvent, announcedEvents } from '#orders/events.ts'

/** Who reacts to which event: the table of contents of everything that happens after the answer. */
export const subscriptions: Record<AnnouncedEvent, readonly Queue[]> = {
  'order.confirmed': [],
  'order.cancelled': [],
  'order.refunded': [],
  'order.shipped': [],
  'order.delivered': [],
}

/** Every queue there is: a relay an event, and each consequence once. */
export const queues: readonly Queue[] = [
  ...announcedEvents.map(event => relayQueue(event, subscriptions[event])),
  ...new Set(announcedEvents.flatMap(event => subscriptions[event])),
]
