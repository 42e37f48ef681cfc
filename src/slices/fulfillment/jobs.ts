import { defineQueue, type QueueLimits } from '#platform/jobs/queue.ts'
import { floorParcelMoved } from '#slices/floor/events.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { dispatchOrder } from './dispatch-order.ts'
import { HEAR_FLOOR, hearFloor } from './hear-floor.ts'
import { RECALL_ITEMS, recallItems } from './recall-items.ts'
import { recallOrder } from './recall-order.ts'
import { REPEAT_DISPATCH, repeatDispatch } from './repeat-dispatch.ts'
import { SEND_RESENT, sendResent } from './send-resent.ts'
import { TELL_ADDRESS, tellAddress } from './tell-address.ts'

/**
 * Forty retries, at most ten minutes apart, take about six hours: a warehouse that is closed for a morning still gets
 * its orders without help. A call may take 10 seconds, so a run of 40 seconds is dead or has many
 * parcels; those that were told are not told again, so the next run gets further. There are two lanes, so a call
 * that hangs holds up five orders and not all.
 */
const limits: Partial<QueueLimits> = {
  retryLimit: 40,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 600,
  expireInSeconds: 40,
  batchSize: 5,
  lanes: 2,
}
const warehouse = { schema: announcementSchema, limits }

export const dispatchOrderQueue = defineQueue({
  ...warehouse,
  name: 'warehouse.dispatch',
  work: dispatchOrder,
})
export const recallOrderQueue = defineQueue({ ...warehouse, name: 'warehouse.recall', work: recallOrder })
export const recallItemsQueue = defineQueue({ ...warehouse, name: RECALL_ITEMS, work: recallItems })
export const tellAddressQueue = defineQueue({ ...warehouse, name: TELL_ADDRESS, work: tellAddress })
export const sendResentQueue = defineQueue({ ...warehouse, name: SEND_RESENT, work: sendResent })
export const repeatDispatchQueue = defineQueue({ ...warehouse, name: REPEAT_DISPATCH, work: repeatDispatch })

/** No network is between us and our floor, so a run that fails meets a database that is away. */
export const hearFloorQueue = defineQueue({
  name: HEAR_FLOOR,
  schema: floorParcelMoved.schema,
  work: hearFloor,
})
