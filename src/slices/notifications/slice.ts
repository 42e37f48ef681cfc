import { slice } from '#platform/slice.ts'
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
    ['order.confirmed', sendConfirmationQueue],
    ['order.cancelled', sendCancelledQueue],
    ['order.refunded', sendRefundedQueue],
    ['order.refund_failed', sendRefundFailedQueue],
    ['order.shipped', sendShippedQueue],
    ['order.delivered', sendDeliveredQueue],
    ['order.mail_repeated', repeatMailQueue],
  ],
  queues: [sendAlertConfirmationQueue, sendBackInStockQueue],
})
