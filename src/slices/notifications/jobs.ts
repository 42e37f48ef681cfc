import { ACCOUNT_NOTICE_QUEUE, accountNoticeSchema } from '#platform/auth/session-events.ts'
import { defineQueue, type QueueLimits } from '#platform/jobs/queue.ts'
import { giftCardDue } from '#slices/credit/events.ts'
import { FAREWELL_QUEUE, farewellSchema } from '#slices/customers/account/remove-account.ts'
import { ACCOUNT_LINK_QUEUE, accountLinkSchema } from '#slices/customers/proofs/proof.ts'
import {
  alertJobSchema,
  BACK_IN_STOCK_QUEUE,
  CONFIRM_ALERT_QUEUE,
} from '#slices/inventory/alerts/alert-queues.ts'
import { stockRescheduled } from '#slices/inventory/waiting/events.ts'
import { CONFIRM_LETTERS_QUEUE, confirmLettersSchema } from '#slices/letters/letters.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { promiseDelayed } from '#slices/promises/events.ts'
import { RETURN_NEWS_QUEUE, returnNewsSchema } from '#slices/returns/return.ts'
import { INVITATION_QUEUE, invitationJobSchema } from '#slices/staff/invitations.ts'
import {
  ACKNOWLEDGE_QUEUE,
  LINK_QUEUE,
  linkJobSchema,
  REFUSED_QUEUE,
  withdrawalJobSchema,
} from '#slices/withdrawals/withdrawal.ts'
import { REPEAT_MAIL } from './mail-once.ts'
import { repeatMail } from './repeat-mail.ts'
import { sendAccountLink } from './send-account-link.ts'
import { sendAccountNotice } from './send-account-notice.ts'
import { sendAddressChanged, sendAddressRefused } from './send-address-news.ts'
import { sendAlertConfirmation } from './send-alert-confirmation.ts'
import { sendBackInStock } from './send-back-in-stock.ts'
import { sendCancelled } from './send-cancelled.ts'
import { sendConfirmation } from './send-confirmation.ts'
import { SEND_DELAYED, sendDelayed } from './send-delayed.ts'
import { sendDelivered } from './send-delivered.ts'
import { sendFarewell } from './send-farewell.ts'
import { SEND_GIFT_CARD, sendGiftCard } from './send-gift-card.ts'
import { sendInvitation } from './send-invitation.ts'
import { sendLettersConfirmation } from './send-letters-confirmation.ts'
import { SEND_NEW_DAY, sendNewDay } from './send-new-day.ts'
import { sendRefundFailed } from './send-refund-failed.ts'
import { sendRefunded } from './send-refunded.ts'
import { sendResent } from './send-resent.ts'
import { sendReturnNews } from './send-return-news.ts'
import { sendShipped } from './send-shipped.ts'
import { sendStockCame } from './send-stock-came.ts'
import { sendWithdrawalLink, sendWithdrawalReceived, sendWithdrawalRefused } from './send-withdrawal-news.ts'

/**
 * Fifteen retries take about two hours, longer than most outages and far shorter than the day for which Resend
 * remembers a key. A mail may take 10 seconds, so a run that takes 30 is dead. Ten at once fit Resend's usual
 * limit of requests a second. There are two lanes, so that one mail without an answer does not hold up all others.
 */
const limits: Partial<QueueLimits> = {
  retryLimit: 15,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 900,
  expireInSeconds: 30,
  batchSize: 5,
  lanes: 2,
}
const mail = { schema: announcementSchema, limits }

export const sendConfirmationQueue = defineQueue({
  ...mail,
  name: 'notifications.send-confirmation',
  work: sendConfirmation,
})
export const sendShippedQueue = defineQueue({
  ...mail,
  name: 'notifications.send-shipped',
  work: sendShipped,
})
export const sendStockCameQueue = defineQueue({
  ...mail,
  name: 'notifications.send-stock-came',
  work: sendStockCame,
})
export const sendNewDayQueue = defineQueue({
  name: SEND_NEW_DAY,
  schema: stockRescheduled.schema,
  limits,
  work: sendNewDay,
})
export const sendDelayedQueue = defineQueue({
  name: SEND_DELAYED,
  schema: promiseDelayed.schema,
  limits,
  work: sendDelayed,
})
export const sendResentQueue = defineQueue({
  ...mail,
  name: 'notifications.send-resent',
  work: sendResent,
})
export const sendDeliveredQueue = defineQueue({
  ...mail,
  name: 'notifications.send-delivered',
  work: sendDelivered,
})
export const sendRefundedQueue = defineQueue({
  ...mail,
  name: 'notifications.send-refunded',
  work: sendRefunded,
})
export const sendCancelledQueue = defineQueue({
  ...mail,
  name: 'notifications.send-cancelled',
  work: sendCancelled,
})
export const sendRefundFailedQueue = defineQueue({
  ...mail,
  name: 'notifications.send-refund-failed',
  work: sendRefundFailed,
})
export const sendAddressChangedQueue = defineQueue({
  ...mail,
  name: 'notifications.send-address-changed',
  work: sendAddressChanged,
})
export const sendAddressRefusedQueue = defineQueue({
  ...mail,
  name: 'notifications.send-address-refused',
  work: sendAddressRefused,
})
export const sendAlertConfirmationQueue = defineQueue({
  name: CONFIRM_ALERT_QUEUE,
  schema: alertJobSchema,
  limits,
  work: sendAlertConfirmation,
})
/** One lane only, so that mails about a popular item never take the mail service from the orders. */
export const sendBackInStockQueue = defineQueue({
  name: BACK_IN_STOCK_QUEUE,
  schema: alertJobSchema,
  limits: { ...limits, lanes: 1 },
  work: sendBackInStock,
})
export const sendAccountLinkQueue = defineQueue({
  name: ACCOUNT_LINK_QUEUE,
  schema: accountLinkSchema,
  limits,
  work: sendAccountLink,
})
export const sendAccountNoticeQueue = defineQueue({
  name: ACCOUNT_NOTICE_QUEUE,
  schema: accountNoticeSchema,
  limits,
  work: sendAccountNotice,
})
export const sendFarewellQueue = defineQueue({
  name: FAREWELL_QUEUE,
  schema: farewellSchema,
  limits,
  work: sendFarewell,
})
export const sendInvitationQueue = defineQueue({
  name: INVITATION_QUEUE,
  schema: invitationJobSchema,
  limits,
  work: sendInvitation,
})
export const sendLettersConfirmationQueue = defineQueue({
  name: CONFIRM_LETTERS_QUEUE,
  schema: confirmLettersSchema,
  limits,
  work: sendLettersConfirmation,
})
export const sendWithdrawalReceivedQueue = defineQueue({
  name: ACKNOWLEDGE_QUEUE,
  schema: withdrawalJobSchema,
  limits,
  work: sendWithdrawalReceived,
})
export const sendWithdrawalRefusedQueue = defineQueue({
  name: REFUSED_QUEUE,
  schema: withdrawalJobSchema,
  limits,
  work: sendWithdrawalRefused,
})
export const sendWithdrawalLinkQueue = defineQueue({
  name: LINK_QUEUE,
  schema: linkJobSchema,
  limits,
  work: sendWithdrawalLink,
})
export const sendReturnNewsQueue = defineQueue({
  name: RETURN_NEWS_QUEUE,
  schema: returnNewsSchema,
  limits,
  work: sendReturnNews,
})
export const sendGiftCardQueue = defineQueue({
  name: SEND_GIFT_CARD,
  schema: giftCardDue.schema,
  limits,
  work: sendGiftCard,
})
export const repeatMailQueue = defineQueue({ ...mail, name: REPEAT_MAIL, work: repeatMail })
