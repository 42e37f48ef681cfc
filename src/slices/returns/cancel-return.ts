import { transact } from '#platform/jobs/transact.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { OrdersCtx } from '#slices/orders/orders-ctx.ts'
import { lockOrder } from '#slices/orders/queries.ts'
import { ownOrder } from '#slices/orders/shop/own-order.ts'
import type { OrderKey } from '#slices/orders/shop/shopper-queries.ts'
import { end } from './decide-return.ts'
import { lockReturn } from './queries.ts'

/** The shopper keeps the goods after all. A second call changes nothing. */
export async function cancelReturn(
  given: OrdersCtx,
  { orderId, id }: { orderId: string; id: string },
  key: OrderKey,
): Promise<void> {
  const { ctx } = await ownOrder(given, orderId, key)
  await transact(ctx, async transaction => {
    await lockOrder(transaction.tx, orderId)
    const found = await lockReturn(transaction.tx, id)
    if (found?.orderId !== orderId) throw new Refusal('not_found', 'There is no such return.')
    if (found.state === 'cancelled') return
    if (found.withdrawalId)
      throw new Refusal('conflict', 'You have withdrawn from the contract, so the goods come back.')
    if (found.state !== 'requested' && found.state !== 'approved')
      throw new Refusal(
        'conflict',
        'This return can no longer be called off. Write to us if something is wrong.',
      )
    await end(ctx, transaction, found, { state: 'cancelled' })
  })
}
