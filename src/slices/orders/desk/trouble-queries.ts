import { TOLD_AFTER_MS } from '#desk/jobs/view.ts'
import type { Db } from '#platform/db/client.ts'
import { readWorkers, type WorkersSeen } from '#platform/jobs/heartbeat.ts'
import { countWaitingOrders, type OpenJobs, readOpenJobs } from '#platform/jobs/queue-figures.ts'
import { partnerOf, partners } from '#platform/jobs/queue-words.ts'
import { ORDERS_COUNTED, type Trouble } from './trouble.ts'

/** The troubles of now: no worker runs, jobs wait, or a queue has failed for a minute. */
export async function readTroubles(db: Db, now: Date): Promise<Trouble[]> {
  const [queues, workers] = await Promise.all([readOpenJobs(db), readWorkers(db)])
  const standing = standingStill(queues, workers, now)
  const failing = await Promise.all(
    partners().map(service =>
      failingOf(
        db,
        service,
        queues.filter(each => partnerOf(each.queue) === service),
        now,
      ),
    ),
  )
  return [standing, ...failing].filter(trouble => trouble !== null)
}

function standingStill(queues: readonly OpenJobs[], workers: WorkersSeen, now: Date): Trouble | null {
  const jobs = queues.reduce((sum, each) => sum + each.due, 0)
  const late = queues.filter(({ oldestWaitingSince }) => isOld(oldestWaitingSince, now))
  const waitingSince = oldest(queues.map(each => each.oldestWaitingSince))
  if (workers.running === 0) {
    const since = oldest([late.length ? waitingSince : null, workers.lastSeenAt])
    return since && { kind: 'no_worker', jobs, since }
  }
  const since = oldest(late.map(each => each.oldestWaitingSince))
  return since && { kind: 'waiting', queues: late.map(each => each.queue), jobs, since }
}

async function failingOf(
  db: Db,
  service: string,
  queues: readonly OpenJobs[],
  now: Date,
): Promise<Trouble | null> {
  const failing = queues.filter(each => each.failing)
  const since = oldest(failing.map(each => each.failing?.since ?? null))
  if (!since || !isOld(since, now)) return null
  const names = failing.map(each => each.queue)
  return {
    kind: 'failing',
    service,
    queues: names,
    jobs: failing.reduce((sum, each) => sum + each.retrying + each.due, 0),
    orders: await countWaitingOrders(db, names, ORDERS_COUNTED + 1),
    since,
    error: failing.find(each => each.failing?.error)?.failing?.error ?? null,
  }
}

const isOld = (since: Date | null, now: Date) =>
  since !== null && now.getTime() - since.getTime() >= TOLD_AFTER_MS

function oldest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce<Date | null>((first, at) => (at && (!first || at < first) ? at : first), null)
}
