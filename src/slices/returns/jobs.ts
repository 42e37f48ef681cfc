import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { OPEN_RETURN_QUEUE, withdrawalJobSchema } from '#slices/withdrawals/withdrawal.ts'
import { CLOSE_CANCELLED, closeCancelled } from './close-cancelled.ts'
import { expireReturns } from './expire-returns.ts'
import { keepLabel } from './keep-label.ts'
import { openForWithdrawal } from './open-for-withdrawal.ts'
import { LABEL_QUEUE, returnJobSchema, SETTLE_QUEUE } from './return.ts'
import { settleReturn } from './settle-return.ts'

export const settleReturnQueue = defineQueue({
  name: SETTLE_QUEUE,
  schema: returnJobSchema,
  // A refund asks the bank. A day of retries outlasts most of its outages.
  limits: {
    retryLimit: 40,
    retryDelaySeconds: 5,
    retryDelayMaxSeconds: 3_600,
    expireInSeconds: 60,
    batchSize: 1,
  },
  work: settleReturn,
})
export const drawLabelQueue = defineQueue({
  name: LABEL_QUEUE,
  schema: returnJobSchema,
  limits: { retryLimit: 20, batchSize: 1 },
  work: keepLabel,
})
export const openForWithdrawalQueue = defineQueue({
  name: OPEN_RETURN_QUEUE,
  schema: withdrawalJobSchema,
  work: openForWithdrawal,
})
export const closeCancelledQueue = defineQueue({
  name: CLOSE_CANCELLED,
  schema: announcementSchema,
  work: closeCancelled,
})
export const expireReturnsQueue = defineQueue({
  name: 'returns.expire',
  schema: z.object({}),
  work: expireReturns,
})
export const expireHourly: Schedule = {
  queue: expireReturnsQueue.name,
  cron: '23 * * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}
