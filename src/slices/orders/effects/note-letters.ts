import { inArray } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Letter } from '#platform/jobs/send-again.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import type { OrderEvent } from '../events.ts'
import { orderColumns } from '../queries.ts'
import { recordEvents } from '../record-events.ts'
import { orders } from '../schema.ts'

/**
 * Writes a person's action on dead letters into each order's history. The orders are locked first, always in the same
 * sequence, so that nothing moves them until the end. A letter without an order of ours leaves no event.
 */
export async function noteLetters(
  ctx: Pick<Ctx, 'actor' | 'now'>,
  { tx, ...transaction }: Transaction,
  letters: readonly Letter[],
  eventOf: (queues: string[]) => OrderEvent,
): Promise<void> {
  const queues = new Map<string, Set<string>>()
  for (const { orderId, queue } of letters)
    if (orderId) queues.set(orderId, (queues.get(orderId) ?? new Set()).add(queue))
  if (!queues.size) return
  const found = await tx
    .select(orderColumns)
    .from(orders)
    .where(inArray(orders.id, [...queues.keys()]))
    .orderBy(orders.id)
    .for('update')
  for (const order of found)
    await recordEvents(
      { tx, ...transaction },
      {
        orderId: order.id,
        before: order,
        events: [eventOf([...(queues.get(order.id) ?? [])])],
        actor: ctx.actor,
        at: ctx.now(),
      },
    )
}
