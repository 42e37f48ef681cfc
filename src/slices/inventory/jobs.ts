import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { TELL_OF_STOCK_QUEUE } from './alerts/alert-queues.ts'
import { tellOfStock } from './alerts/tell-of-stock.ts'
import { keepCheckpoints } from './ledger/keep-checkpoints.ts'
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
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}

/** Writes to shoppers whose variant is back. It runs each minute, and at once after a movement. */
export const tellOfStockQueue = defineQueue({
  name: TELL_OF_STOCK_QUEUE,
  schema: z.object({}),
  limits: { retryDelaySeconds: 5, expireInSeconds: 60, batchSize: 1 },
  async work(ctx) {
    const letters = await tellOfStock(ctx)
    if (letters) ctx.log.info({ letters }, 'mails about returned stock were queued')
  },
})

export const tellOfStockEachMinute: Schedule = {
  queue: TELL_OF_STOCK_QUEUE,
  cron: '* * * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}

export const keepCheckpointsQueue = defineQueue({
  name: 'inventory.keep-checkpoints',
  schema: z.object({}),
  limits: { retryLimit: 3, retryDelaySeconds: 300, expireInSeconds: 1_800, batchSize: 1 },
  async work(ctx) {
    const made = await keepCheckpoints(ctx)
    if (made) ctx.log.info({ made }, 'checkpoints of the stock of the past were made')
  },
})

/** Before the reconciliation, when few people buy. */
export const keepCheckpointsNightly: Schedule = {
  queue: keepCheckpointsQueue.name,
  cron: '35 2 * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}
