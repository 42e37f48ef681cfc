import { setTimeout as wait } from 'node:timers/promises'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { readOrder } from '#slices/orders/queries.ts'
import { refundOrder } from '#slices/orders/refunds/refund-order.ts'
import type { Match } from './match-cancellations.ts'
import { replayId } from './replay-ids.ts'

/** The sweeper carries a refund on that was cut short; twice its promise of 120 s. */
const PATIENCE_MS = 240_000
const LOOK_EVERY_MS = 500

/** Gives the money of each matched order back, and waits until it is. Earlier refunds stay. */
export async function refundCancellations(
  ctx: OrdersCtx,
  matches: Match[],
  onDone: () => void,
): Promise<{ failed: { invoice: string; why: string }[] }> {
  const failed: { invoice: string; why: string }[] = []
  for (const { cancellation, sale } of matches) {
    const why = await refundWhole(ctx, replayId('order', sale.number), cancellation.number).catch(error =>
      String(error instanceof Error ? error.message : error),
    )
    if (why) failed.push({ invoice: cancellation.number, why })
    onDone()
  }
  return { failed }
}

/** Null when all of it is back with the customer; otherwise a sentence. */
async function refundWhole(ctx: OrdersCtx, orderId: string, cancellation: string): Promise<string | null> {
  const before = await readOrder(ctx.db, orderId)
  if (!before) return 'its order is not in the shop'
  if (before.money === 'paid' && before.state !== 'cancelled')
    await refundOrder(ctx, {
      refundId: replayId('refund', cancellation),
      orderId,
      reason: `Cancelled by ${cancellation}`,
      of: { kind: 'rest' },
    })
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(LOOK_EVERY_MS)) {
    const order = await readOrder(ctx.db, orderId)
    if (order?.money === 'refunded') return null
  }
  return 'the money was not given back in time'
}
