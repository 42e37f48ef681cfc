import type { Db } from '#platform/db/client.ts'
import { countDeadLetters } from '#platform/jobs/queries.ts'
import { countNeedy } from './list-queries.ts'
import { readTroubles } from './trouble-queries.ts'

/** The counts that the frame shows beside its rooms. `problems` is counted up to one above `COUNT_CAP`. */
export type Attention = { problems: number; jobs: number }

/** The orders that need a person, the jobs that were given up, and the queues that stand still. */
export async function readAttention(db: Db, now: Date): Promise<Attention> {
  const [problems, dead, troubles] = await Promise.all([
    countNeedy(db, now),
    countDeadLetters(db),
    readTroubles(db, now),
  ])
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  return {
    problems,
    jobs: sum(dead.map(each => each.count)) + sum(troubles.map(trouble => Math.max(1, trouble.jobs))),
  }
}
