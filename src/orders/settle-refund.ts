import { transact } from '#jobs/transact.ts'
import { unreachable } from '#lib/assert.ts'
import { fault } from '#lib/fault-points.ts'
import {
  askForRefund,
  nextRefundAttempt,
  noteRefunded,
  noteRefundFailed,
  type Refund,
  readRefund,
} from '#payments/refund.ts'
import type { OrderEvent } from './events.ts'
import type { Order } from './order.ts'
import type { OrdersCtx } from './orders-ctx.ts'
import { putUnderReview } from './outcomes.ts'
import { requireOrder } from './queries.ts'
import { LostRace, recordEvents } from './record-events.ts'

const MAX_STEPS = 8
const MAX_ATTEMPTS = 5

/**
 * Carries a refund on from wherever it stands: send it, or look what became of it, and note the end with the order's
 * event. The request, the sweeper and the late-payment rule all call this. `fresh`: it was noted a moment ago.
 */
export async function settleRefund(
  ctx: OrdersCtx,
  refundId: string,
  options: { fresh: boolean } = { fresh: false },
): Promise<Refund | null> {
  let look = !options.fresh
  for (let step = 0; step < MAX_STEPS; step++) {
    const refund = await readRefund(ctx.db, refundId)
    if (refund?.status !== 'requested') return refund
    const answer = await askForRefund(ctx, refund, { look })
    ctx.log.info({ orderId: refund.orderId, refundId, answer: answer.kind }, 'refund asked for')
    switch (answer.kind) {
      case 'refunded':
        if (answer.status === 'pending') return refund
        await (answer.status === 'succeeded'
          ? giveBack(ctx, refund, answer.providerId)
          : giveUp(ctx, refund, 'the provider could not pay the money back'))
        break
      case 'refused':
        await giveUp(ctx, refund, `the provider refused the refund (${answer.code})`)
        break
      case 'broken':
        if (look && refund.attempt < MAX_ATTEMPTS) await nextRefundAttempt(ctx.db, refund)
        else if (look) return refund
        break
      case 'absent':
      case 'unreachable':
      case 'unknown':
        return refund
      default:
        return unreachable(answer)
    }
    look = true
  }
  return readRefund(ctx.db, refundId)
}

const MAX_RACES = 5

/** One transaction: the refund, the payment's sum and the order's event. */
async function giveBack(ctx: OrdersCtx, refund: Refund, providerId: string) {
  for (let race = 0; race < MAX_RACES; race++) {
    const order = await requireOrder(ctx.db, refund.orderId)
    try {
      await transact(ctx, async transaction => {
        if (!(await noteRefunded(transaction.tx, refund, providerId, ctx.now()))) return
        await recordEvents(transaction, {
          orderId: order.id,
          before: order,
          events: [eventOf(order, refund)],
          actor: ctx.actor,
          at: ctx.now(),
        })
        await fault('refund.in')
      })
      await fault('refund.committed')
      return
    } catch (error) {
      if (!(error instanceof LostRace)) throw error
    }
  }
}

/** Money that came after an order had ended was never the order's: its row stays unpaid. */
function eventOf(order: Order, refund: Refund): OrderEvent {
  const { id: refundId, amountMinor, reason } = refund
  return order.confirmedAt
    ? { type: 'order.refunded', data: { refundId, amountMinor, reason } }
    : { type: 'order.late_payment_returned', data: { refundId, amountMinor } }
}

async function giveUp(ctx: OrdersCtx, refund: Refund, reason: string) {
  await noteRefundFailed(ctx.db, refund, ctx.now())
  await putUnderReview(ctx, await requireOrder(ctx.db, refund.orderId), reason)
}
