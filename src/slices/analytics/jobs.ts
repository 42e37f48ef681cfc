import { defineBatchQueue, defineQueue, type QueueLimits } from '#platform/jobs/queue.ts'
import { announcementSchema } from '#platform/jobs/relay.ts'
import { recordRefund } from './record-refund.ts'
import { recordRefundFailed } from './record-refund-failed.ts'
import { recordSales } from './record-sale.ts'

/**
 * It touches only our own Postgres: when that is away no job runs at all, so a few retries over some minutes are for
 * locks and restarts. Light work, hence large batches; every sale of a batch is written by one statement, which more than
 * a hundred of them hardly makes cheaper and only longer.
 */
const limits: Partial<QueueLimits> = {
  retryLimit: 10,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  expireInSeconds: 30,
  batchSize: 25,
}
const record = { schema: announcementSchema, limits }

export const recordSaleQueue = defineBatchQueue({
  name: 'analytics.record-sale',
  schema: announcementSchema,
  limits: { ...limits, batchSize: 100 },
  work: recordSales,
})
export const recordRefundQueue = defineQueue({
  ...record,
  name: 'analytics.record-refund',
  work: recordRefund,
})
export const recordRefundFailedQueue = defineQueue({
  ...record,
  name: 'analytics.record-refund-failed',
  work: recordRefundFailed,
})
