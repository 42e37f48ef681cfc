import { fault } from '#platform/lib/fault-points.ts'
import type { AnnouncedEvent } from './event.ts'
import { jobId } from './job-sender.ts'
import { defineBatchQueue, type Queue } from './queue.ts'
import type { NewJob } from './send-all.ts'
import { transact } from './transact.ts'

/**
 * The queue of an event: its one job becomes one job for each queue that follows, with ids that a second run finds taken. A batch
 * of announcements is one transaction and one statement.
 */
export function relayQueue(event: AnnouncedEvent, followers: readonly Queue[]): Queue {
  const relay = defineBatchQueue({
    name: event.name,
    schema: event.schema,
    limits: { batchSize: 100, retryLimit: 50, retryDelayMaxSeconds: 60 },
    async work(ctx, announcements) {
      const jobs = announcements.flatMap(payload => followers.map(({ name }) => jobFor(event, payload, name)))
      await transact(ctx, async ({ sendAll }) => {
        await sendAll(jobs)
        await fault('relay.in')
      })
    },
  })
  return { ...relay, followers: followers.map(({ name }) => name) }
}

/** The one job that a queue gets for one announcement. */
export const jobFor = (event: AnnouncedEvent, payload: unknown, queue: string): NewJob => ({
  queue,
  payload: payload as object,
  id: jobId(...event.keyOf(payload), queue),
})
