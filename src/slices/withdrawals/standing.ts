import type { DbOrTx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { clockIn, SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { env } from '#platform/lib/env.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { goesOn } from '#slices/orders/is-still-open.ts'
import type { Order } from '#slices/orders/order.ts'
import { readEvents } from '#slices/orders/queries.ts'
import { type OrderKey, openOrder } from '#slices/orders/shop/shopper-queries.ts'
import { lastDayToWithdraw } from './last-day.ts'
import { unitsLeft, withdrawalsOf } from './queries.ts'
import type { Withdrawal, WithdrawnLine } from './withdrawal.ts'

export type Standing = {
  /** The last day of the period, `YYYY-MM-DD`. Null: nothing was delivered yet. */
  lastDay: string | null
  /** From what the shopper may still withdraw. */
  left: WithdrawnLine[]
  declared: Withdrawal[]
  /** Why the shopper may not withdraw now, in a sentence; null while they may. */
  whyNot: string | null
}

/** The same for somebody with a key to the order, with what the page names of it. */
export async function standingFor(ctx: Pick<Ctx, 'db' | 'now'>, orderId: string, key: OrderKey) {
  const order = await openOrder(ctx.db, orderId, key)
  if (!order) throw new Refusal('not_found', 'There is no such order, or the link is not complete.')
  const standing = await readStanding(ctx.db, order, ctx.now())
  const { id, number, email } = order
  return { order: { id, number, email, name: order.shippingAddress.name }, ...standing }
}

export async function readStanding(db: DbOrTx, order: Order, now: Date): Promise<Standing> {
  const [events, left, declared] = await Promise.all([
    readEvents(db, order.id),
    unitsLeft(db, order.id),
    withdrawalsOf(db, order.id),
  ])
  const deliveredAt = events.findLast(({ type }) => type === 'order.delivered')?.at ?? null
  const { country } = order.shippingAddress
  const lastDay = lastDayToWithdraw({ deliveredAt, days: env().WITHDRAWAL_DAYS, country })
  return { lastDay, left, declared, whyNot: whyNot(order, { lastDay, left, now }) }
}

function whyNot(
  order: Order,
  { lastDay, left, now }: Pick<Standing, 'lastDay' | 'left'> & { now: Date },
): string | null {
  if (!goesOn(order))
    return order.state === 'reserved'
      ? 'This order is not confirmed yet, so there is no contract to withdraw from.'
      : 'This order has ended, so there is no contract to withdraw from.'
  if (order.money === 'refunded') return 'All the money of this order has gone back to you already.'
  if (order.recall === 'requested') return 'This order is being cancelled already.'
  if (left.length === 0) return 'You have withdrawn from everything in this order already.'
  if (lastDay && clockIn(SHOP_TIME_ZONE, now).day > lastDay)
    return 'The period for withdrawing has ended. If something is wrong with what you bought, write to us.'
  return null
}
