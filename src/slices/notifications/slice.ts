import { slice } from '#platform/slice.ts'
import {
  orderAddressChanged,
  orderAddressRefused,
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
  sendAccountLinkQueue,
  sendAccountNoticeQueue,
  sendAddressChangedQueue,
  sendAddressRefusedQueue,
  sendAlertConfirmationQueue,
  sendBackInStockQueue,
  sendCancelledQueue,
  sendConfirmationQueue,
  sendDeliveredQueue,
  sendFarewellQueue,
  sendRefundedQueue,
  sendRefundFailedQueue,
  sendShippedQueue,
} from './jobs.ts'

const mail = (does: string) => ({ does, partner: 'Mail' })

export const notifications = slice({
  name: 'notifications',
  about: 'Every mail that a shopper gets',
  on: [
    [orderConfirmed, sendConfirmationQueue],
    [orderCancelled, sendCancelledQueue],
    [orderRefunded, sendRefundedQueue],
    [orderRefundFailed, sendRefundFailedQueue],
    [orderShipped, sendShippedQueue],
    [orderDelivered, sendDeliveredQueue],
    [orderMailRepeated, repeatMailQueue],
    [orderAddressChanged, sendAddressChangedQueue],
    [orderAddressRefused, sendAddressRefusedQueue],
  ],
  queues: [
    sendAlertConfirmationQueue,
    sendBackInStockQueue,
    sendAccountLinkQueue,
    sendAccountNoticeQueue,
    sendFarewellQueue,
  ],
  queueWords: {
    'notifications.send-confirmation': mail('Mail the confirmation'),
    'notifications.send-shipped': mail('Mail that it was shipped'),
    'notifications.send-delivered': mail('Mail that it was delivered'),
    'notifications.send-refunded': mail('Mail about the refund'),
    'notifications.send-cancelled': mail('Mail that it was cancelled'),
    'notifications.send-address-changed': mail('Mail that the address changed'),
    'notifications.send-address-refused': mail('Mail that the address could not be changed'),
    'notifications.send-refund-failed': mail('Mail about a refund that came back'),
    'notifications.repeat-mail': mail('Send a mail again'),
    'notifications.send-alert-confirmation': mail('Mail to confirm a wish to hear of stock'),
    'notifications.send-account-link': mail('Mail a link of an account'),
    'notifications.send-account-notice': mail('Mail what happened in an account'),
    'notifications.send-farewell': mail('Mail that an account is deleted'),
    'notifications.send-back-in-stock': mail('Mail that something is back in stock'),
  },
  faultPoints: {
    'mail.before-send': 'the mail is written, not sent',
    'mail.sent': 'the mail is sent, not noted',
  },
})
