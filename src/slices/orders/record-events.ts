import type { Tx } from '#platform/db/client.ts'
import { assignments, driverValues, insertPrepared, prepared, together } from '#platform/db/prepared.ts'
import { announce } from '#platform/jobs/announce.ts'
import type { Transaction } from '#platform/jobs/transact.ts'
import { type Actor, actorName } from '#platform/lib/actor.ts'
import { assert } from '#platform/lib/assert.ts'
import { applyEvent } from './apply-event.ts'
import { followPromises } from './delivery/follow-promises.ts'
import { announcedEvents, type OrderEvent } from './events.ts'
import type { Order } from './order.ts'
import { orderColumns } from './queries.ts'
import { orderEvents, orders } from './schema.ts'

/** Somebody else moved the order in the meantime. The loser reads again and answers with what it finds; it never refunds. */
export class LostRace extends Error {}

/**
 * Adds events to an order's history and writes the row that follows from them, in the caller's transaction. The row's
 * version is compared and set: if two processes move the order at once, one of them gets `LostRace` and its transaction
 * ends. One job announces each event that others react to.
 */
export async function recordEvents(
  transaction: Transaction,
  input: { orderId: string; before: Order | null; events: readonly OrderEvent[]; actor: Actor; at: Date },
): Promise<Order> {
  const { orderId, before, events, actor, at } = input
  const after = events.reduce<Order | null>((order, event) => applyEvent(order, event, at, orderId), before)
  assert(after, 'at least one event is recorded')
  const { tx } = transaction
  const first = (before?.version ?? 0) + 1
  const rows = events.map((event, index) => ({
    orderId,
    seq: first + index,
    type: event.type,
    data: event.data,
    actor: actorName(actor),
    at,
  }))
  await together([
    before ? compareAndSet(tx, before, after) : insertPrepared(tx, orders, [after]),
    insertPrepared(tx, orderEvents, rows),
    ...rows.map(({ type, seq }) => {
      const event = announcedBy(type)
      return event && announce(transaction, event, { orderId, seq })
    }),
  ])
  // Nothing is promised of an order that is not paid, and placing has no more to wait for.
  if (after.confirmedAt) for (const event of events) await followPromises(tx, { orderId, event, at })
  return after
}

const { id: _, ...mutable } = orderColumns
const changing = Object.keys(mutable)
const casText = `update orders set ${assignments(orders, changing, 3)} where id = $1 and version = $2 returning id`

async function compareAndSet(tx: Tx, before: Order, after: Order) {
  const values = driverValues(orders, changing, after)
  const moved = await prepared(tx, casText, [before.id, before.version, ...values])
  if (moved.length === 0) throw new LostRace(`order ${before.id} is no longer at version ${before.version}`)
}

const byName = new Map<string, (typeof announcedEvents)[number]>(
  announcedEvents.map(event => [event.name, event]),
)

/** The event as others may follow it, or undefined when nobody is told of this type. */
export const announcedBy = (type: OrderEvent['type']) => byName.get(type)
