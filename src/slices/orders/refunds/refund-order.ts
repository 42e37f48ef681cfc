import type { Tx } from '#platform/db/client.ts'
import { transact } from '#platform/jobs/transact.ts'
import { fault } from '#platform/lib/fault-points.ts'
import { canonicalJson, sha256 } from '#platform/lib/hash.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type Refund, readRefund } from '#slices/payments/refund.ts'
import { cancelOrder } from '../cancel-order.ts'
import { mayHappen, type Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { requireOrder } from '../queries.ts'
import type { RefundOrderInput } from './refund-input.ts'
import type { RefundLimit } from './refund-limit.ts'
import { requestRefund, reusedRefundId } from './request-refund.ts'
import { settleRefund } from './settle-refund.ts'

/** `asCredit`: what would go back to the card is given as store credit instead. Only returns ask for it; what the desk sends has no such field. */
type Refunding = RefundOrderInput & { asCredit?: true }

export type RefundedOrder = {
  order: Order
  /** Null: the order was cancelled, and nothing was left to give back. */
  refund: Refund | null
}

/**
 * Gives money back: all that is left, the price of some lines, or a sum. A refund of everything cancels an order that has
 * not left the house, so that its stock comes back too. After a partial refund the order is sent as it was placed: a parcel
 * is never made smaller. The same id with the same input is the same refund; with other input it is refused. `guard` looks, in the transaction that
 * notes a refund of lines or of a sum, whether it is still wanted.
 */
export async function refundOrder(
  ctx: OrdersCtx,
  input: Refunding,
  limit: RefundLimit | null = null,
  guard: (tx: Tx) => Promise<void> = async () => {},
): Promise<RefundedOrder> {
  const inputHash = hashOf(input)
  const order = await requireOrder(ctx.db, input.orderId)
  const known = await readRefund(ctx.db, input.refundId)
  if (known) return askedBefore(ctx, known, inputHash)
  if (input.of.kind === 'rest' && limit && order.totalMinor > limit.mostMinor) throw limit.above()
  if (input.of.kind === 'rest' && order.state === 'confirmed' && mayHappen(order, 'order.cancelled'))
    return cancelled(ctx, input, inputHash)
  if (!mayHappen(order, 'order.refunded'))
    throw new Refusal('conflict', 'This order was never paid, so there is nothing to give back.')
  const { refundId, orderId, reason, of, expectedMinor, asCredit } = input
  const requested = await transact(ctx, async ({ tx }) => {
    await guard(tx)
    return requestRefund(tx, order, {
      id: refundId,
      orderId,
      reason,
      of,
      expectedMinor,
      inputHash,
      actor: ctx.actor,
      at: ctx.now(),
      limit,
      asCredit,
    })
  })
  if (requested.kind === 'impossible') throw new Refusal('conflict', requested.sentence)
  if (requested.kind === 'known') return askedBefore(ctx, requested.refund, inputHash)
  await fault('refund.requested')
  const refund = await settleRefund(ctx, refundId, { fresh: true })
  return { order: await requireOrder(ctx.db, orderId), refund }
}

/** The sum that the person saw only guards the first request and is not part of the input's hash. */
function hashOf({ refundId: _id, expectedMinor: _shown, ...rest }: Refunding): string {
  return sha256(canonicalJson(rest))
}

async function askedBefore(ctx: OrdersCtx, known: Refund, inputHash: string): Promise<RefundedOrder> {
  if (known.inputHash !== inputHash) throw reusedRefundId()
  const refund = await settleRefund(ctx, known.id)
  return { order: await requireOrder(ctx.db, known.orderId), refund }
}

async function cancelled(
  ctx: OrdersCtx,
  { refundId, orderId, reason, expectedMinor }: RefundOrderInput,
  inputHash: string,
): Promise<RefundedOrder> {
  const refund = { id: refundId, inputHash, expectedMinor }
  const order = await cancelOrder(ctx, { orderId, reason, refund })
  return { order, refund: await readRefund(ctx.db, refundId) }
}
