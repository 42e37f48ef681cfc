import { defineBatchQueue, defineQueue, type QueueLimits } from '#platform/jobs/queue.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { recordDispute } from './record-dispute.ts'
import { recordRefund } from './record-refund.ts'
import { recordRefundFailed } from './record-refund-failed.ts'
import { recordSales } from './record-sale.ts'

/**
 * This job touches only our own Postgres. When that is away no job runs at all, so a few retries over some minutes only cover
 * locks and restarts. The work is light, so batches are large. One statement writes all sales of a batch; more than a
 * hundred sales make it longer and hardly cheaper.
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
export const recordDisputeQueue = defineQueue({
  ...record,
  name: 'analytics.record-dispute',
  work: recordDispute,
})
export const recordRefundFailedQueue = defineQueue({
  ...record,
  name: 'analytics.record-refund-failed',
  work: recordRefundFailed,
})
