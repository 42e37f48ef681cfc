import { recordRefundFailedQueue, recordRefundQueue, recordSaleQueue } from '#analytics/jobs.ts'
import {
  tellOfStockEachMinute,
  tellOfStockQueue,
  tendLaunchesEachMinute,
  tendLaunchesQueue,
} from '#inventory/jobs.ts'
import { redrawInvoiceQueue, renderInvoiceQueue, restoreInvoiceQueue } from '#invoices/jobs.ts'
import type { Queue, Schedule } from '#jobs/queue.ts'
import { relayQueue } from '#jobs/relay.ts'
import {
  repeatMailQueue,
  sendAlertConfirmationQueue,
  sendBackInStockQueue,
  sendCancelledQueue,
  sendConfirmationQueue,
  sendDeliveredQueue,
  sendRefundedQueue,
  sendRefundFailedQueue,
  sendShippedQueue,
} from '#notifications/jobs.ts'
import { type AnnouncedEvent, announcedEvents } from '#orders/events.ts'
import { countHoursHourly, countHoursQueue } from '#orders/jobs.ts'
import { reconcileNightly, reconcileQueue } from '#orders/reconcile/jobs.ts'
import { dispatchOrderQueue, recallOrderQueue, repeatDispatchQueue } from '#warehouse/jobs.ts'
import { expireRowsNightly, expireRowsQueue } from './retention/jobs.ts'

/** Who reacts to which event: the table of contents of everything that happens after the answer. */
export const subscriptions: Record<AnnouncedEvent, readonly Queue[]> = {
  'order.confirmed': [sendConfirmationQueue, renderInvoiceQueue, dispatchOrderQueue, recordSaleQueue],
  'order.recall_requested': [recallOrderQueue],
  'order.cancelled': [sendCancelledQueue, recallOrderQueue],
  'order.refunded': [sendRefundedQueue, recordRefundQueue],
  'order.refund_failed': [sendRefundFailedQueue, recordRefundFailedQueue],
  'order.shipped': [sendShippedQueue],
  'order.delivered': [sendDeliveredQueue],
  'order.mail_repeated': [repeatMailQueue],
  'order.invoice_repeated': [redrawInvoiceQueue],
  'order.hand_over_repeated': [repeatDispatchQueue],
}

/** Every queue there is: a relay an event, each consequence once, and what comes by itself. */
export const queues: readonly Queue[] = [
  ...announcedEvents.map(event => relayQueue(event, subscriptions[event])),
  ...new Set(announcedEvents.flatMap(event => subscriptions[event])),
  restoreInvoiceQueue,
  reconcileQueue,
  countHoursQueue,
  expireRowsQueue,
  tendLaunchesQueue,
  tellOfStockQueue,
  sendAlertConfirmationQueue,
  sendBackInStockQueue,
]

/** What comes by itself. */
export const schedules: readonly Schedule[] = [
  reconcileNightly,
  countHoursHourly,
  expireRowsNightly,
  tendLaunchesEachMinute,
  tellOfStockEachMinute,
]
