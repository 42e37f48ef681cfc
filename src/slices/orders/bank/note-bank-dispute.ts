import { transact } from '#platform/jobs/transact.ts'
import { noteDispute } from '#slices/payments/dispute.ts'
import type { ProviderDispute } from '#slices/payments/provider.ts'
import { lockPaid } from '#slices/payments/refund.ts'
import { reviewEvents } from '../ask-for-person.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { disputeWords } from './bank-words.ts'

/**
 * Records a dispute and the sentence for staff in one transaction. The order's money stays as it is: the bank decides about
 * it.
 */
export async function noteBankDispute(
  ctx: OrdersCtx,
  orderId: string,
  theirs: ProviderDispute,
): Promise<void> {
  const at = ctx.now()
  await transact(ctx, async transaction => {
    const { tx } = transaction
    const paid = await lockPaid(tx, orderId)
    if (!paid || paid.payment.providerId !== theirs.paymentId) return
    const noted = await noteDispute(tx, paid.payment, theirs, at)
    // New evidence or a new due date needs nobody.
    const isNews = noted && noted.before !== noted.dispute.state && noted.dispute.state !== 'under_review'
    const isFirst = noted?.before === null
    if (!noted || !(isNews || isFirst)) return
    const order = await lockOrder(tx, orderId)
    const events = reviewEvents(order, disputeWords(order, noted.dispute))
    ctx.log.warn({ orderId, disputeId: theirs.providerId, state: theirs.state }, 'a payment is disputed')
    if (events.length)
      await recordEvents(transaction, { orderId, before: order, events, actor: ctx.actor, at })
  })
}
