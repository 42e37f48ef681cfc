import type { Ctx } from '#platform/jobs/ctx.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import type { Announcement, OrderEventType } from '#slices/orders/events.ts'
import { readEvents } from '#slices/orders/queries.ts'
import type { MailCause } from './mail-once.ts'
import { sendAddressChanged, sendAddressRefused } from './send-address-news.ts'
import { sendCancelled } from './send-cancelled.ts'
import { sendConfirmation } from './send-confirmation.ts'
import { sendDelivered } from './send-delivered.ts'
import { sendRefundFailed } from './send-refund-failed.ts'
import { sendRefunded } from './send-refunded.ts'
import { sendResent } from './send-resent.ts'
import { sendShipped } from './send-shipped.ts'
import { sendStockCame } from './send-stock-came.ts'

type Send = (ctx: Ctx, cause: MailCause) => Promise<void>

/** Each mail that follows an event of an order, with that event. */
export const mails: Readonly<Record<string, { send: Send; event: OrderEventType }>> = {
  'notifications.send-confirmation': { send: sendConfirmation, event: 'order.confirmed' },
  'notifications.send-stock-came': { send: sendStockCame, event: 'order.stock_came' },
  'notifications.send-shipped': { send: sendShipped, event: 'order.shipped' },
  'notifications.send-resent': { send: sendResent, event: 'order.resent' },
  'notifications.send-delivered': { send: sendDelivered, event: 'order.delivered' },
  'notifications.send-refunded': { send: sendRefunded, event: 'order.refunded' },
  'notifications.send-refund-failed': { send: sendRefundFailed, event: 'order.refund_failed' },
  'notifications.send-address-changed': { send: sendAddressChanged, event: 'order.address_changed' },
  'notifications.send-address-refused': { send: sendAddressRefused, event: 'order.address_refused' },
  'notifications.send-cancelled': { send: sendCancelled, event: 'order.cancelled' },
}

/** Sends a mail again when staff ask for it, with today's text. */
export async function repeatMail(ctx: Ctx, { orderId, seq }: Announcement): Promise<void> {
  const events = await readEvents(ctx.db, orderId)
  const asked = mustFind(
    events.find(event => event.seq === seq),
    `Event ${seq} of order ${orderId}`,
  )
  const kind = 'kind' in asked.data ? asked.data.kind : ''
  // A mail about one of several refunds or parcels has its event's number behind a `#`.
  const [name = '', which] = kind.split('#')
  const mail = mails[name]
  const cause = events.findLast(event => (which ? event.seq === Number(which) : event.type === mail?.event))
  if (!mail || !cause) throw new PoisonJob(`Event ${seq} of order ${orderId} does not name a known mail.`)
  await mail.send(ctx, { orderId, seq: cause.seq, again: seq })
}
