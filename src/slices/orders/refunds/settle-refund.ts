import { transact } from '#platform/jobs/transact.ts'
import { unreachable } from '#platform/lib/assert.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { payoutFailedWords } from '#slices/orders/bank/bank-words.ts'
import { afterRefusal } from '#slices/orders/placing/after-refusal.ts'
import {
  askForRefund,
  cardPartOf,
  nextRefundAttempt,
  type Refund,
  readRefund,
} from '#slices/payments/refund.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { giveUpRefund } from './give-up-refund.ts'
import { noteGivenBack } from './note-given-back.ts'

const MAX_STEPS = 8
const MAX_ATTEMPTS = 5

/**
 * Moves a refund on from its current state: send it or look it up, and note the end with the order's event. The request, the
 * sweeper and the late-payment rule all call this. What is not the card's needs no provider. `fresh`: it was noted a moment ago.
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
    if (cardPartOf(refund) === 0) {
      await giveBack(ctx, refund, null)
      continue
    }
    const answer = await askForRefund(ctx, refund, { look })
    ctx.log.info({ orderId: refund.orderId, refundId, answer: answer.kind }, 'refund asked for')
    switch (answer.kind) {
      case 'refunded':
        if (answer.status === 'pending') return refund
        await (answer.status === 'succeeded'
          ? giveBack(ctx, refund, answer.providerId)
          : giveUpRefund(ctx, refund, order => payoutFailedWords(order, refund.amountMinor)))
        break
      case 'refused':
        if ((await afterRefusal(ctx, refund, answer.code)) === 'wait') return refund
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

async function giveBack(ctx: OrdersCtx, refund: Refund, providerId: string | null) {
  await transact(ctx, transaction => noteGivenBack(ctx, transaction, refund, providerId))
  await fault('refund.committed')
}
