import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { expireRows } from './expire-rows.ts'

export const expireRowsQueue = defineQueue({
  name: 'retention.expire-rows',
  schema: z.object({}),
  // The next night takes the rows that one night leaves.
  limits: { retryLimit: 2, expireInSeconds: 1_800, batchSize: 1 },
  async work(ctx) {
    await expireRows(ctx)
  },
})

/** An hour after the books are compared. */
export const expireRowsNightly: Schedule = {
  queue: expireRowsQueue.name,
  cron: '20 4 * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}
