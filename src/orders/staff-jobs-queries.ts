import { inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { readDeadLetters } from '#jobs/dead-letters.ts'
import { countDeadLetters } from '#jobs/queries.ts'
import { readQueueFigures } from '#jobs/queue-figures.ts'
import { orders } from './schema.ts'
import type { StaffDeadLetters, StaffQueues } from './staff-jobs-view.ts'

export async function readQueues(db: Db, now: Date): Promise<StaffQueues> {
  return { queues: await readQueueFigures(db), readAt: now }
}

/** Dead letters, newest first, each with the number of the order it was about. `queue` narrows them to one that gave up. */
export async function readStaffDeadLetters(
  db: Db,
  queue: string | null,
  now: Date,
): Promise<StaffDeadLetters> {
  const [{ letters, more }, counts] = await Promise.all([readDeadLetters(db, queue), countDeadLetters(db)])
  const ids = [...new Set(letters.flatMap(letter => letter.orderId ?? []))]
  const found = ids.length
    ? await db.select({ id: orders.id, number: orders.number }).from(orders).where(inArray(orders.id, ids))
    : []
  const numbers = new Map(found.map(({ id, number }) => [id, number]))
  return {
    letters: letters.map(letter => ({
      ...letter,
      orderNumber: (letter.orderId && numbers.get(letter.orderId)) ?? null,
    })),
    more,
    total: counts.reduce((sum, dead) => (queue && dead.queue !== queue ? sum : sum + dead.count), 0),
    readAt: now,
  }
}
