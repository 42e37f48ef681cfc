import { and, eq } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { mustFind } from '#platform/jobs/must-find.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import type { AnnouncedName, Announcement, OrderEvent } from './events.ts'
import { orderEvents } from './schema.ts'

type Told<Type extends AnnouncedName> = Extract<OrderEvent, { type: Type }>['data'] & {
  type: Type
  at: Date
}

/** The announced event from the order's history. One that is of none of these types is nonsense for ever. */
export async function readAnnounced<Type extends AnnouncedName>(
  db: DbOrTx,
  { orderId, seq }: Announcement,
  ...types: readonly [Type, ...Type[]]
): Promise<Told<Type>> {
  const [found] = await db
    .select({ type: orderEvents.type, data: orderEvents.data, at: orderEvents.at })
    .from(orderEvents)
    .where(and(eq(orderEvents.orderId, orderId), eq(orderEvents.seq, seq)))
  const event = mustFind(found, `Event ${seq} of order ${orderId}`)
  if (!types.some(type => type === event.type))
    throw new PoisonJob(`Event ${seq} of order ${orderId} is ${event.type}, and not ${types.join(' or ')}.`)
  // Type and data were written together from one OrderEvent; the columns cannot say so.
  return { ...event.data, type: event.type, at: event.at } as Told<Type>
}
