import { z } from 'zod'
import { defineQueue, type QueueLimits, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { DELETE_FILES, deleteFiles, sweepFiles } from './delete-files.ts'
import { MAKE_SIZES, makeSizes } from './make-sizes.ts'

/** Twelve retries, at most ten minutes apart, outlast an hour of lost storage; then staff see that it failed. */
const RETRIES = 12
/**
 * The largest picture takes some seconds of a core, and the workshop does one after the other: the last of a batch waits
 * for the others.
 */
const limits: Partial<QueueLimits> = { retryLimit: RETRIES, expireInSeconds: 120, batchSize: 2 }

export const makeSizesQueue = defineQueue({
  name: MAKE_SIZES,
  schema: z.object({ pictureId: z.uuid() }),
  limits,
  work: (ctx, payload, job) => makeSizes(ctx, payload, { ...job, isLast: job.attempt > RETRIES }),
})
export const deleteFilesQueue = defineQueue({
  name: DELETE_FILES,
  schema: z.object({ name: z.string(), since: z.iso.datetime() }),
  limits: { retryLimit: RETRIES },
  work: deleteFiles,
})
export const sweepFilesQueue = defineQueue({
  name: 'catalog.sweep-picture-files',
  schema: z.object({}),
  // The next night takes what one night leaves.
  limits: { retryLimit: 2, expireInSeconds: 900, batchSize: 1 },
  async work(ctx) {
    await sweepFiles(ctx)
  },
})

/** After the rows that have served are gone. */
export const sweepFilesNightly: Schedule = {
  queue: sweepFilesQueue.name,
  cron: '50 4 * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}
