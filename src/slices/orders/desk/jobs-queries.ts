import { inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { readDeadLetters } from '#platform/jobs/dead-letters.ts'
import { readFailingJobs } from '#platform/jobs/failing-jobs.ts'
import { countDeadLetters } from '#platform/jobs/queries.ts'
import { readQueueFigures } from '#platform/jobs/queue-figures.ts'
import { orders } from '../schema.ts'
import type { StaffDeadLetters, StaffFailing, StaffQueues } from './jobs-view.ts'

export async function readQueues(db: Db, now: Date): Promise<StaffQueues> {
  return { queues: await readQueueFigures(db), readAt: now }
}

/** The failing jobs that are tried again, each with the number of its order. */
export async function readStaffFailing(db: Db, queue: string | null, now: Date): Promise<StaffFailing> {
  const { jobs, total } = await readFailingJobs(db, queue)
  return { jobs: await numbered(db, jobs), total, readAt: now }
}

async function numbered<About extends { orderId: string | null }>(
  db: Db,
  abouts: readonly About[],
): Promise<(About & { orderNumber: string | null })[]> {
  const ids = [...new Set(abouts.flatMap(about => about.orderId ?? []))]
  const found = ids.length
    ? await db.select({ id: orders.id, number: orders.number }).from(orders).where(inArray(orders.id, ids))
    : []
  const numbers = new Map(found.map(({ id, number }) => [id, number]))
  return abouts.map(about => ({
    ...about,
    orderNumber: (about.orderId && numbers.get(about.orderId)) ?? null,
  }))
}

/** Dead letters, newest first, each with the number of its order. `queue` narrows them to one queue. */
export async function readStaffDeadLetters(
  db: Db,
  queue: string | null,
  now: Date,
): Promise<StaffDeadLetters> {
  const [{ letters, more }, counts] = await Promise.all([readDeadLetters(db, queue), countDeadLetters(db)])
  return {
    letters: await numbered(db, letters),
    more,
    total: counts.reduce((sum, dead) => (queue && dead.queue !== queue ? sum : sum + dead.count), 0),
    readAt: now,
  }
}
