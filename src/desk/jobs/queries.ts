import type { Db } from '#platform/db/client.ts'
import { readDeadLetters } from '#platform/jobs/dead-letters.ts'
import { readFailingJobs } from '#platform/jobs/failing-jobs.ts'
import { countDeadLetters } from '#platform/jobs/queries.ts'
import { readQueueFigures } from '#platform/jobs/queue-figures.ts'
import type { DeadLetters, FailingJobs, Queues } from './view.ts'

export async function readQueues(db: Db, now: Date): Promise<Queues> {
  return { queues: await readQueueFigures(db), readAt: now }
}

/** Finds the numbers of orders by their ids. It is handed in, because the orders are not the desk's. */
type NumbersOf = (db: Db, orderIds: readonly string[]) => Promise<ReadonlyMap<string, string>>

type Listing = { queue: string | null; now: Date; numbersOf: NumbersOf }

/** The failing jobs that are tried again, each with the number of its order. */
export async function readFailing(db: Db, { queue, now, numbersOf }: Listing): Promise<FailingJobs> {
  const { jobs, total } = await readFailingJobs(db, queue)
  return { jobs: await numbered(db, jobs, numbersOf), total, readAt: now }
}

/** Dead letters, newest first, each with the number of its order. `queue` narrows them to one queue. */
export async function readListedLetters(db: Db, { queue, now, numbersOf }: Listing): Promise<DeadLetters> {
  const [{ letters, more }, counts] = await Promise.all([readDeadLetters(db, queue), countDeadLetters(db)])
  return {
    letters: await numbered(db, letters, numbersOf),
    more,
    total: counts.reduce((sum, dead) => (queue && dead.queue !== queue ? sum : sum + dead.count), 0),
    readAt: now,
  }
}

async function numbered<About extends { orderId: string | null }>(
  db: Db,
  abouts: readonly About[],
  numbersOf: NumbersOf,
): Promise<(About & { orderNumber: string | null })[]> {
  const numbers = await numbersOf(db, [...new Set(abouts.flatMap(about => about.orderId ?? []))])
  return abouts.map(about => ({
    ...about,
    orderNumber: (about.orderId && numbers.get(about.orderId)) ?? null,
  }))
}
