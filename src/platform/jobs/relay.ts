import { z } from 'zod'
import { fault } from '#platform/lib/fault-points.ts'
import { jobId } from './job-sender.ts'
import { defineBatchQueue, type Queue } from './queue.ts'
import { transact } from './transact.ts'

export const announcementSchema = z.object({ orderId: z.uuid(), seq: z.int().positive() })

/**
 * The queue of an event: its one job becomes one job for each queue that reacts, with ids that a second run finds taken. A batch
 * of announcements is one transaction and one statement.
 */
export function relayQueue(event: string, subscribers: readonly Queue[]): Queue {
  return defineBatchQueue({
    name: event,
    schema: announcementSchema,
    limits: { batchSize: 100, retryLimit: 50, retryDelayMaxSeconds: 60 },
    async work(ctx, announcements) {
      const jobs = announcements.flatMap(announcement => {
        const { orderId, seq } = announcement
        return subscribers.map(({ name }) => ({
          queue: name,
          payload: announcement,
          id: jobId(orderId, seq, name),
        }))
      })
      await transact(ctx, async ({ sendAll }) => {
        await sendAll(jobs)
        await fault('relay.in')
      })
    },
  })
}
