import type { Db } from '#platform/db/client.ts'
import { countDeadLetters } from '#platform/jobs/queries.ts'
import type { Waits } from '#platform/slice.ts'
import { countNeedy } from './list-queries.ts'
import { readTroubles } from './trouble-queries.ts'

/** The jobs that were given up, and those of queues that stand still. */
export async function countNeedyJobs(db: Db, now: Date): Promise<number> {
  const [dead, troubles] = await Promise.all([countDeadLetters(db), readTroubles(db, now)])
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  return sum(dead.map(each => each.count)) + sum(troubles.map(trouble => Math.max(1, trouble.jobs)))
}

export const orderWaits: readonly Waits[] = [
  { room: '/admin/orders', count: countNeedy },
  { room: '/admin/jobs', count: countNeedyJobs },
]
