import { z } from 'zod'
import { fault } from '#lib/fault-points.ts'
import { jobId } from './job-sender.ts'
import { defineQueue, type Queue } from './queue.ts'
import { transact } from './transact.ts'

export const announcementSchema = z.object({ orderId: z.uuid(), seq: z.int().positive() })

/** The queue of an event: its one job becomes one job for each who reacts, with ids that a second run finds taken. */
export function relayQueue(event: string, subscribers: readonly Queue[]): Queue {
  return defineQueue({
    name: event,
    schema: announcementSchema,
    limits: { batchSize: 50, retryLimit: 50, retryDelayMaxSeconds: 60 },
    async work(ctx, announcement) {
      const { orderId, seq } = announcement
      await transact(ctx, async ({ send }) => {
        for (const { name } of subscribers) await send(name, announcement, jobId(orderId, seq, name))
        await fault('relay.in')
      })
    },
  })
}
