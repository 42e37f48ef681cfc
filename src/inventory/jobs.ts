import { z } from 'zod'
import { defineQueue, type Schedule } from '#jobs/queue.ts'
import { tendLaunches } from './tend-launches.ts'

export const tendLaunchesQueue = defineQueue({
  name: 'inventory.tend-launches',
  schema: z.object({}),
  limits: { retryDelaySeconds: 5, expireInSeconds: 300, batchSize: 1 },
  async work(ctx) {
    const tended = await tendLaunches(ctx)
    if (tended.split || tended.closed) ctx.log.info(tended, 'launches tended')
  },
})

export const tendLaunchesEachMinute: Schedule = {
  queue: tendLaunchesQueue.name,
  cron: '* * * * *',
  timeZone: 'Europe/London',
  payload: {},
}
