import { transact } from '#platform/jobs/transact.ts'
import { type BankTruth, readTruth } from '#slices/orders/bank/bank-truth.ts'
import { disputeWords, refundCutWords, refundRefusedWords } from '#slices/orders/bank/bank-words.ts'
import { noteBankDispute } from '#slices/orders/bank/note-bank-dispute.ts'
import { noteBankRefund } from '#slices/orders/bank/note-bank-refund.ts'
import { shareRefundLines } from '#slices/orders/refunds/refund-queries.ts'
import { creditPartOf } from '#slices/payments/credit-part.ts'
import { readPayment } from '#slices/payments/queries.ts'
import { cardPartOf, lockPaid, noteRefundFailed, type Refund, shrinkRefund } from '#slices/payments/refund.ts'
import { hadGoneBefore } from '#slices/payments/refund-queries.ts'
import { reviewEvents } from '../ask-for-person.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'

/**
 * The bank refused a refund. Before we give up, our books follow the refunds that really went out. If the refund asked for
 * all of the rest, the real rest goes back under the same id. `wait`: the bank could not be asked, so nothing is decided.
 */
export async function afterRefusal(ctx: OrdersCtx, refund: Refund, code: string): Promise<'wait' | 'read'> {
  const payment = await readPayment(ctx.db, refund.orderId)
  const truth = payment?.providerId ? await readTruth(ctx, payment.providerId) : 'absent'
  if (truth === null) return 'wait'
  if (truth !== 'absent') {
    const went = truth.refunds.find(({ refundId }) => refundId === refund.id)
    // The refund succeeded and only its first answer was lost. The next look notes it.
    if (went && went.status !== 'failed') return 'read'
    await followGone(ctx, refund, truth)
  }
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const at = ctx.now()
    const paid = await lockPaid(tx, refund.orderId)
    const order = await lockOrder(tx, refund.orderId)
    const leftMinor = (paid?.leftMinor ?? 0) + refund.amountMinor
    const askedForRest =
      order.state === 'cancelled' ||
      (paid !== null && cardPartOf(refund) + (await hadGoneBefore(tx, refund)) >= paid.payment.capturedMinor)
    if (paid && !paid.disputed && askedForRest && leftMinor > 0 && leftMinor < refund.amountMinor) {
      ctx.log.warn({ orderId: order.id, refundId: refund.id, leftMinor }, 'less is left than was asked for')
      const shippingMinor = await shareRefundLines(tx, refund, leftMinor)
      const cardLeftMinor = paid.cardLeftMinor + cardPartOf(refund)
      const creditMinor = creditPartOf({ cardLeftMinor }, leftMinor)
      return shrinkRefund(tx, refund, { amountMinor: leftMinor, creditMinor, shippingMinor, at })
    }
    if (!(await noteRefundFailed(tx, refund, at))) return
    const sentence = sentenceFor(order, refund, { leftMinor, askedForRest, code, paid })
    ctx.log.error({ orderId: order.id, refundId: refund.id, code, sentence }, 'a refund was refused')
    const events = sentence ? reviewEvents(order, sentence) : []
    if (events.length)
      await recordEvents(transaction, { orderId: order.id, before: order, events, actor: ctx.actor, at })
  })
  return 'read'
}

async function followGone(ctx: OrdersCtx, refund: Refund, { payment, refunds, disputes }: BankTruth) {
  for (const dispute of disputes) await noteBankDispute(ctx, refund.orderId, dispute)
  for (const bankRefund of refunds)
    if (bankRefund.status !== 'failed' && bankRefund.refundId === null)
      await noteBankRefund(ctx, refund.orderId, payment, bankRefund)
}

/** Null: nobody needs to do anything. */
function sentenceFor(
  order: Order,
  refund: Refund,
  {
    leftMinor,
    askedForRest,
    code,
    paid,
  }: { leftMinor: number; askedForRest: boolean; code: string; paid: Awaited<ReturnType<typeof lockPaid>> },
): string | null {
  const { amountMinor } = refund
  if (paid?.disputed) return disputeWords(order, paid.disputed)
  if (leftMinor >= amountMinor) return refundRefusedWords(order, amountMinor, code)
  // Everything had already gone back, and the refund asked for no more than that.
  if (askedForRest && leftMinor <= 0) return null
  return refundCutWords(order, { amountMinor, leftMinor: Math.max(0, leftMinor) })
}
