import type { Queue, Schedule } from '#platform/jobs/queue.ts'
import { relayQueue } from '#platform/jobs/relay.ts'
import { recordRefundFailedQueue, recordRefundQueue, recordSaleQueue } from '#slices/analytics/jobs.ts'
import { dispatchOrderQueue, recallOrderQueue, repeatDispatchQueue } from '#slices/fulfillment/jobs.ts'
import {
  tellOfStockEachMinute,
  tellOfStockQueue,
  tendLaunchesEachMinute,
  tendLaunchesQueue,
} from '#slices/inventory/jobs.ts'
import { redrawInvoiceQueue, renderInvoiceQueue, restoreInvoiceQueue } from '#slices/invoices/jobs.ts'
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
} from '#slices/notifications/jobs.ts'
import { type AnnouncedEvent, announcedEvents } from '#slices/orders/events.ts'
import { countHoursHourly, countHoursQueue } from '#slices/orders/jobs.ts'
import { reconcileNightly, reconcileQueue } from '#slices/reconciliation/jobs.ts'
import { expireRowsNightly, expireRowsQueue } from './retention/jobs.ts'

/** The queues that react to each event: the table of contents of everything that happens after the answer. */
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

/** Every queue there is: a relay for each event, each consequence once, and the scheduled ones. */
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

/** The scheduled queues. */
export const schedules: readonly Schedule[] = [
  reconcileNightly,
  countHoursHourly,
  expireRowsNightly,
  tendLaunchesEachMinute,
  tellOfStockEachMinute,
]
