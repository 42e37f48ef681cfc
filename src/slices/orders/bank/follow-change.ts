import type { ProviderChange } from '#slices/payments/provider-change.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readOrder } from '../queries.ts'
import { settleOrder } from '../settle-order.ts'
import { followBank } from './follow-bank.ts'

/**
 * The provider says that an order's money changed. We settle the order and update its books from the provider's record, not
 * from the message.
 */
export async function followChange(
  ctx: OrdersCtx,
  orderId: string,
  { type }: Pick<ProviderChange, 'type'>,
): Promise<void> {
  if (!(await readOrder(ctx.db, orderId))) return
  await settleOrder(ctx, orderId)
  if (!type.startsWith('payment_intent.')) await followBank(ctx, orderId)
}
