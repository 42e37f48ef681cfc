import type { ProviderChange } from '#slices/payments/provider-change.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { readOrder } from '../queries.ts'
import { settleOrder } from '../settle-order.ts'
import { followBank } from './follow-bank.ts'

/** The provider says that something happened to an order's money: the order is settled and its books follow, by asking and not by believing. */
export async function followChange(
  ctx: OrdersCtx,
  orderId: string,
  { type }: Pick<ProviderChange, 'type'>,
): Promise<void> {
  if (!(await readOrder(ctx.db, orderId))) return
  await settleOrder(ctx, orderId)
  if (!type.startsWith('payment_intent.')) await followBank(ctx, orderId)
}
