import { once } from '#platform/jobs/effects.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { leftMeanwhileWords } from '#slices/orders/bank/bank-words.ts'
import { REFUNDED_AT_PROVIDER } from '#slices/orders/refunds/note-given-back.ts'
import { refundsOf } from '#slices/payments/refund-queries.ts'
import { askForPerson } from '../ask-for-person.ts'
import { cancelOrder } from '../cancel-order.ts'
import type { Announcement } from '../events.ts'
import { goesOn } from '../is-still-open.ts'
import { mayHappen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readEvents, requireOrder } from '../queries.ts'

export const STOP_GOODS = 'orders.stop-goods'

/** What follows each refund, so that the goods stay here even if the process that noted it ended before it came to that. */
export async function stopRefundedGoods(ctx: OrdersCtx, { orderId, seq }: Announcement): Promise<void> {
  await once(ctx.db, { causeId: orderId, kind: `${STOP_GOODS}#${seq}` }, async () => {
    await stopGoods(ctx, orderId)
    return (await requireOrder(ctx.db, orderId)).state
  })
}

/**
 * All of the money went back at the provider itself and the goods are still here. The order is cancelled with the verb that
 * staff use, so that the warehouse is asked for the parcel and the stock comes back. Goods that left before it came to that are shown to a
 * person. A second call changes nothing.
 */
export async function stopGoods(ctx: OrdersCtx, orderId: string): Promise<void> {
  const order = await requireOrder(ctx.db, orderId)
  if (!goesOn(order) || order.money !== 'refunded') return
  // Staff who refund everything as a sum from the desk want the goods sent all the same: the dialog says so.
  const madeThere = (await refundsOf(ctx.db, orderId)).some(
    ({ reason, status }) => reason === REFUNDED_AT_PROVIDER && status === 'succeeded',
  )
  if (!madeThere) return
  if (!mayHappen(order, 'order.cancelled')) {
    if (!(await wasShown(ctx, order))) await askForPerson(ctx, orderId, leftMeanwhileWords(order))
    return
  }
  try {
    await cancelOrder(ctx, { orderId, reason: REFUNDED_AT_PROVIDER })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await askForPerson(ctx, orderId, leftMeanwhileWords(order))
  }
}

/** Since its money went back, a person was shown the order. Where the parcel was asked for meanwhile, the end of that shows it. */
async function wasShown({ db }: OrdersCtx, order: Order): Promise<boolean> {
  const events = await readEvents(db, order.id)
  const refunded = events.findLastIndex(({ type }) => type === 'order.refunded')
  return events.slice(refunded).some(({ type }) => type === 'order.put_under_review')
}
