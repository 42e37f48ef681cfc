import type { DbOrTx } from '#platform/db/client.ts'
import { PoisonJob } from '#platform/jobs/queue.ts'
import type { Announcement } from '#slices/orders/events.ts'
import { type RecordedEvent, readEvents } from '#slices/orders/queries.ts'

/** The event that a mail is about. */
export async function announcedEvent(db: DbOrTx, { orderId, seq }: Announcement): Promise<RecordedEvent> {
  const event = (await readEvents(db, orderId)).find(candidate => candidate.seq === seq)
  if (!event) throw new PoisonJob(`Order ${orderId} has no event ${seq}.`)
  return event
}
