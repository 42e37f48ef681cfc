import { and, eq } from 'drizzle-orm'
import { jobId } from '#jobs/job-sender.ts'
import type { Transaction } from '#jobs/transact.ts'
import { type Actor, actorName } from '#lib/actor.ts'
import { assert } from '#lib/assert.ts'
import { type Announcement, announcedEvents, type OrderEvent } from './events.ts'
import { applyEvent, type Order } from './order.ts'
import { orderEvents, orders } from './schema.ts'

/** Somebody else moved the order meanwhile. Who loses re-reads and answers with what it finds; it never refunds. */
export class LostRace extends Error {}

/**
 * Adds events to an order's history and writes the row that follows from them, in the caller's transaction. The
 * row's version is compared and set: of two that move the order at once, one gets `LostRace` and its transaction
 * ends. Events that others react to are announced by one job each.
 */
export async function recordEvents(
  transaction: Transaction,
  given: { orderId: string; before: Order | null; events: readonly OrderEvent[]; actor: Actor; at: Date },
): Promise<Order> {
  const { orderId, before, events, actor, at } = given
  const after = events.reduce<Order | null>((order, event) => applyEvent(order, event, at, orderId), before)
  assert(after, 'events are recorded one at least')
  if (before) await compareAndSet(transaction, before, after)
  else await transaction.tx.insert(orders).values(after)
  const first = (before?.version ?? 0) + 1
  await transaction.tx.insert(orderEvents).values(
    events.map((event, index) => ({
      orderId,
      seq: first + index,
      type: event.type,
      data: event.data,
      actor: actorName(actor),
      at,
    })),
  )
  for (const [index, event] of events.entries()) {
    if (isAnnounced(event.type)) await announce(transaction, event.type, { orderId, seq: first + index })
  }
  return after
}

async function compareAndSet({ tx }: Transaction, before: Order, after: Order) {
  const { id, ...changed } = after
  const moved = await tx
    .update(orders)
    .set(changed)
    .where(and(eq(orders.id, id), eq(orders.version, before.version)))
    .returning({ id: orders.id })
  if (moved.length === 0) throw new LostRace(`order ${id} is no longer at version ${before.version}`)
}

function isAnnounced(type: OrderEvent['type']): type is (typeof announcedEvents)[number] {
  return (announcedEvents as readonly string[]).includes(type)
}

async function announce(transaction: Transaction, event: string, announcement: Announcement) {
  await transaction.send(event, announcement, jobId(announcement.orderId, announcement.seq, event))
}
