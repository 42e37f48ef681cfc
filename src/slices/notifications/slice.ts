import { slice } from '#platform/slice.ts'
import {
  orderCancelled,
  orderConfirmed,
  orderDelivered,
  orderMailRepeated,
  orderRefunded,
  orderRefundFailed,
  orderShipped,
} from '#slices/orders/events.ts'
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
} from './jobs.ts'

/** Every mail that a shopper gets. */
export const notifications = slice({
  name: 'notifications',
  on: [
    [orderConfirmed, sendConfirmationQueue],
    [orderCancelled, sendCancelledQueue],
    [orderRefunded, sendRefundedQueue],
    [orderRefundFailed, sendRefundFailedQueue],
    [orderShipped, sendShippedQueue],
    [orderDelivered, sendDeliveredQueue],
    [orderMailRepeated, repeatMailQueue],
  ],
  queues: [sendAlertConfirmationQueue, sendBackInStockQueue],
})
