import type { Actor } from '#platform/lib/actor.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Order } from '../order.ts'
import type { OrdersCtx } from '../orders-ctx.ts'
import { isOfAccount, type OrderKey, openOrder } from './shopper-queries.ts'

/**
 * The order of somebody who wants to change it, with a context in their name. Staff open every order, but they change one at the
 * desk, where it stands in the audit.
 */
export async function ownOrder<Ctx extends OrdersCtx>(
  ctx: Ctx,
  orderId: string,
  key: OrderKey,
): Promise<{ ctx: Ctx; order: Order }> {
  const order = await openOrder(ctx.db, orderId, key)
  if (!order) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  if (key.isStaff && !isOfAccount(order, key))
    throw new Refusal('forbidden', 'Change this order at the desk, so that it stands in the audit.')
  const actor: Actor = isOfAccount(order, key) ? ctx.actor : { kind: 'link' }
  return { ctx: { ...ctx, actor }, order }
}
