import { transact } from '#platform/jobs/transact.ts'
import { type Dispute, noteDispute } from '#slices/payments/dispute.ts'
import type { ProviderDispute } from '#slices/payments/provider.ts'
import { lockPaid } from '#slices/payments/refund.ts'
import { reviewEvents } from '../ask-for-person.ts'
import type { OrderEvent } from '../events.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { lockOrder, type RecordedEvent, readEvents } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { disputeWords } from './bank-words.ts'

/**
 * Records a dispute, what it took for good or gave back, and the sentence for staff in one transaction. The order's money stays
 * as it is: the bank decides about it.
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
    if (!noted) return
    const order = await lockOrder(tx, orderId)
    const events = lossEvents(noted.dispute, await readEvents(tx, orderId))
    if (isNews || isFirst) {
      events.push(...reviewEvents(order, disputeWords(order, noted.dispute)))
      ctx.log.warn({ orderId, disputeId: theirs.providerId, state: theirs.state }, 'a payment is disputed')
    }
    if (events.length)
      await recordEvents(transaction, { orderId, before: order, events, actor: ctx.actor, at })
  })
}

/**
 * What the bank took for good, less what the history says of it already: a dispute that was lost may still be won, and its
 * sum may be corrected.
 */
function lossEvents({ id, state, amountMinor }: Dispute, history: readonly RecordedEvent[]): OrderEvent[] {
  const lostBefore = history.reduce((sum, { type, data }) => {
    if (!('disputeId' in data) || data.disputeId !== id) return sum
    return type === 'order.dispute_lost' ? sum + data.amountMinor : sum - data.amountMinor
  }, 0)
  const more = (state === 'lost' ? amountMinor : 0) - lostBefore
  if (more === 0) return []
  const type = more > 0 ? 'order.dispute_lost' : 'order.dispute_returned'
  return [{ type, data: { disputeId: id, amountMinor: Math.abs(more) } }]
}
