import { jobId } from '#platform/jobs/job-sender.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { noteGivenBack, REFUNDED_AT_PROVIDER } from '#slices/orders/refunds/note-given-back.ts'
import type { ProviderPayment, ProviderRefund } from '#slices/payments/provider.ts'
import {
  cardPartOf,
  lockPaid,
  noteCreditStays,
  noteRefundRequest,
  noteRefundReversed,
  type Refund,
} from '#slices/payments/refund.ts'
import { reviewEvents } from '../ask-for-person.ts'
import type { OrderEvent } from '../events.ts'
import { mayHappen } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { payoutFailedWords } from './bank-words.ts'

/**
 * Somebody gave money back at the provider itself. It has gone, so our books follow, even if something else waits at the
 * order. A refund that is not finished there is noted as open and settled by its id there. False: nothing was noted.
 */
export async function noteBankRefund(
  ctx: OrdersCtx,
  orderId: string,
  payment: ProviderPayment,
  theirs: ProviderRefund,
): Promise<boolean> {
  const noted = await transact(ctx, async transaction => {
    const { tx } = transaction
    const paid = await lockPaid(tx, orderId)
    if (paid?.payment.providerId !== payment.providerId) return false
    // Our own open refunds may be refused now. They do not reduce the sum that has really gone.
    const goneMinor = paid.payment.refundedMinor + theirs.amount.amount
    // Our sum never gets ahead of the provider's, whatever the single rows say.
    // What was given as credit instead is no longer the card's: then the books differ, and a person is asked.
    if (
      goneMinor + paid.payment.grantedMinor > paid.payment.capturedMinor ||
      goneMinor > payment.refundedMinor
    )
      return false
    const order = await lockOrder(tx, orderId)
    if (!mayHappen(order, order.confirmedAt ? 'order.refunded' : 'order.late_payment_returned')) return false
    const refund = await noteRefundRequest(tx, paid.payment, {
      id: jobId('refund-made-there', theirs.providerId),
      providerId: theirs.providerId,
      orderId,
      reason: REFUNDED_AT_PROVIDER,
      actor: ctx.actor,
      at: ctx.now(),
      amountMinor: theirs.amount.amount,
      creditMinor: 0,
      grantedMinor: 0,
      shippingMinor: 0,
    })
    if (refund && theirs.status === 'succeeded')
      await noteGivenBack(ctx, transaction, refund, theirs.providerId)
    return refund !== null
  })
  if (noted) await fault('bank-refund.committed')
  return noted
}

/**
 * A refund that counted as given back has failed since. The card's part of it is with us again, and the shopper waits for it. What went to gift cards and
 * store credit stays there: a refund of that part takes the place of the one that failed, so that each is either whole or nothing.
 */
export async function noteRefundCameBack(ctx: OrdersCtx, refund: Refund): Promise<boolean> {
  const at = ctx.now()
  return transact(ctx, async transaction => {
    const { tx } = transaction
    await lockPaid(tx, refund.orderId)
    if (!(await noteRefundReversed(tx, refund, at))) return false
    const order = await lockOrder(tx, refund.orderId)
    const { id: refundId, amountMinor, creditMinor } = refund
    const stays = creditMinor > 0 ? await noteCreditStays(tx, refund, at) : null
    await recordEvents(transaction, {
      orderId: order.id,
      before: order,
      events: [
        {
          type: 'order.refund_failed',
          data: { refundId, amountMinor, ...(stays && { creditMinor }) },
        },
        ...(stays ? [creditStays(stays)] : []),
        ...reviewEvents(order, payoutFailedWords(order, cardPartOf(refund))),
      ],
      actor: ctx.actor,
      at,
    })
    await fault('bank-refund.in')
    return true
  })
}

const creditStays = ({ id: refundId, amountMinor, creditMinor, reason }: Refund): OrderEvent => ({
  type: 'order.refunded',
  data: { refundId, amountMinor, creditMinor, reason },
})
