import { defineQueue } from '#platform/jobs/queue.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { carryOut } from './carry-out.ts'
import { CLOSE_CANCELLED, CLOSE_TAKEN_OUT, closeCancelled, closeTakenOut } from './close-cancelled.ts'
import { CARRY_OUT_QUEUE, withdrawalJobSchema } from './withdrawal.ts'

export const carryOutQueue = defineQueue({
  name: CARRY_OUT_QUEUE,
  schema: withdrawalJobSchema,
  // A cancellation asks the bank, which may take as long as a request of the shop waits for it.
  limits: {
    retryLimit: 20,
    retryDelaySeconds: 5,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 60,
    batchSize: 1,
  },
  work: carryOut,
})
export const closeCancelledQueue = defineQueue({
  name: CLOSE_CANCELLED,
  schema: announcementSchema,
  work: closeCancelled,
})
export const closeTakenOutQueue = defineQueue({
  name: CLOSE_TAKEN_OUT,
  schema: announcementSchema,
  work: closeTakenOut,
})
