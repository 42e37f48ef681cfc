import { v7 as uuidv7 } from 'uuid'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { transact } from '#platform/jobs/transact.ts'
import { readActor } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { lockPaid, readRefund } from '#slices/payments/refund.ts'
import { recallRefused } from '../ask-for-person.ts'
import { cancelWithin, sendMoneyBack } from '../cancel-paid.ts'
import { changeOrder } from '../change-order.ts'
import type { OrderRecall } from '../events.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readEvents, requireOrder } from '../queries.ts'
import { recordEvents } from '../record-events.ts'

/**
 * The warehouse has stopped the parcel, or never had it, so the order is cancelled as requested. Returns the order after
 * that.
 */
export async function endRecall(ctx: OrdersCtx, orderId: string): Promise<Order> {
  return whileRecalled(ctx, orderId, 'requested', async order => {
    const asked = (await readEvents(ctx.db, orderId)).findLast(
      ({ type }) => type === 'order.recall_requested',
    )
    assert(asked, `order ${orderId} is being recalled, but nobody asked for it`)
    const { reason, refundId, inputHash } = asked.data as OrderRecall
    const ended = await transact(ctx, async transaction => {
      await lockPaid(transaction.tx, orderId)
      return cancelWithin(ctx, transaction, order, {
        reason,
        // Another refund may have taken the id by now. The recall's own refund cannot exist before its order is cancelled.
        refund: (await readRefund(transaction.tx, refundId)) ? { id: uuidv7() } : { id: refundId, inputHash },
        askedBy: readActor(asked.actor),
      })
    })
    await sendMoneyBack(ctx, ended)
  })
}

/** The parcel left before the warehouse could stop it, for the order or for items of it. The order goes on, and its money and stock stay as they are. */
export async function refuseRecall(
  ctx: Ctx,
  orderId: string,
  reason: string,
  of: 'requested' | 'items' = 'requested',
): Promise<Order> {
  return whileRecalled(ctx, orderId, of, async order => {
    await transact(ctx, transaction =>
      recordEvents(transaction, {
        orderId,
        before: order,
        events: recallRefused(order, reason),
        actor: ctx.actor,
        at: ctx.now(),
      }),
    )
  })
}

/** Nothing happens any more when the recall has ended, or another one has taken its place. */
function whileRecalled(
  ctx: Ctx,
  orderId: string,
  of: 'requested' | 'items',
  end: (order: Order) => Promise<void>,
): Promise<Order> {
  return changeOrder(ctx, orderId, async order => {
    if (order.recall !== of) return order
    await end(order)
    return requireOrder(ctx.db, orderId)
  })
}
