import { defineQueue, type QueueLimits } from '#jobs/queue.ts'
import { announcementSchema } from '#jobs/relay.ts'
import { recordRefund } from './record-refund.ts'
import { recordSale } from './record-sale.ts'

/**
 * It touches only our own Postgres: when that is away no job runs at all, so a few retries over some minutes are for
 * locks and restarts. Light work, hence large batches.
 */
const limits: Partial<QueueLimits> = {
  retryLimit: 10,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  expireInSeconds: 30,
  batchSize: 25,
}
const record = { schema: announcementSchema, limits }

export const recordSaleQueue = defineQueue({ ...record, name: 'analytics.record-sale', work: recordSale })
export const recordRefundQueue = defineQueue({
  ...record,
  name: 'analytics.record-refund',
  work: recordRefund,
})
