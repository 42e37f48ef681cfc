import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { leftMeanwhileWords } from './bank/bank-words.ts'
import { changeOrder } from './change-order.ts'
import type { OrderEvent } from './events.ts'
import type { Order } from './order.ts'
import { recordEvents } from './record-events.ts'

/** About a dozen sentences. After that, staff read the history instead. */
const LONGEST_REASON = 2_000

/**
 * The event that shows staff a sentence, below what already waits for them. No event when the sentence already stands there.
 */
export function reviewEvents(order: Pick<Order, 'needsReview'>, sentence: string): OrderEvent[] {
  const { needsReview } = order
  if (needsReview?.includes(sentence)) return []
  const reason = needsReview ? `${needsReview} ${sentence}` : sentence
  return [{ type: 'order.put_under_review', data: { reason: reason.slice(0, LONGEST_REASON) } }]
}

/** The parcel left before it could be stopped. If all of its money has gone back by then, a person settles it. */
export function recallRefused(order: Order, reason: string): OrderEvent[] {
  const refused: OrderEvent = { type: 'order.recall_refused', data: { reason } }
  return [refused, ...(order.money === 'refunded' ? reviewEvents(order, leftMeanwhileWords(order)) : [])]
}

/** Shows staff a sentence with its next step. */
export async function askForPerson(ctx: Ctx, orderId: string, sentence: string): Promise<void> {
  await changeOrder(ctx, orderId, async order => {
    const events = reviewEvents(order, sentence)
    if (events.length === 0) return
    ctx.log.error({ orderId, reason: sentence }, 'an order needs a person')
    await transact(ctx, transaction =>
      recordEvents(transaction, { orderId, before: order, events, actor: ctx.actor, at: ctx.now() }),
    )
  })
}
