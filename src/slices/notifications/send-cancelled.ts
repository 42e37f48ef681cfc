import { createElement } from 'react'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { OrderCancelled } from '#slices/orders/events.ts'
import type { Order } from '#slices/orders/order.ts'
import { readAnnounced } from '#slices/orders/read-announced.ts'
import { readDisputes } from '#slices/payments/dispute.ts'
import { blockingStates } from '#slices/payments/dispute-states.ts'
import { readRefund } from '#slices/payments/refund.ts'
import { type MailCause, mailOnce } from './mail-once.ts'
import { CancelledMail, type CancelledSums } from './templates/cancelled.tsx'

/** Only confirmed orders get this mail. The page tells the end of an order that was never confirmed. */
export async function sendCancelled(ctx: Ctx, { orderId, seq, again }: MailCause): Promise<void> {
  await mailOnce(ctx, { orderId, again, kind: 'notifications.send-cancelled' }, async letter => {
    const { order } = letter
    if (!order.confirmedAt) return null
    const cancelled = await readAnnounced(ctx.db, { orderId, seq }, 'order.cancelled')
    const sums = await sumsOf(ctx, order, cancelled)
    const promise = sums.goesBackMinor > 0 ? `, ${letter.money(sums.goesBackMinor)} goes back to you` : ''
    return {
      subject: `Cancelled: order ${order.number}${promise}`,
      body: createElement(CancelledMail, { letter, ...sums }),
    }
  })
}

/** Computes the promised sum from the event's own sums and the current state of its refund, which may be smaller or have failed. */
async function sumsOf(ctx: Ctx, order: Order, cancelled: OrderCancelled): Promise<CancelledSums> {
  const { refundId, refundMinor = 0, refundedBeforeMinor } = cancelled
  const disputes = await readDisputes(ctx.db, order.id)
  const disputed = disputes.some(({ state }) => blockingStates.includes(state))
  // Older cancellation events hold no sums, so only money that has gone back by now counts.
  if (refundedBeforeMinor === undefined)
    return {
      goesBackMinor: order.totalMinor - order.refundedMinor,
      wentBackMinor: order.refundedMinor,
      disputed,
    }
  const refund = refundId ? await readRefund(ctx.db, refundId) : null
  const isOff = refund?.status === 'failed' || refund?.status === 'reversed'
  const goesBackMinor = refund ? (isOff ? 0 : refund.amountMinor) : 0
  // The refund became smaller by the amount that the bank had already refunded.
  const madeThereMinor = refund && !isOff ? refundMinor - refund.amountMinor : 0
  return { goesBackMinor, wentBackMinor: refundedBeforeMinor + madeThereMinor, disputed }
}
