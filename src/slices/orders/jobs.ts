import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { addressProved } from '#slices/customers/events.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { adoptPromises } from './delivery/adopt-promises.ts'
import { STOP_GOODS, stopRefundedGoods } from './delivery/stop-goods.ts'
import { countOrderHours } from './desk/order-hours.ts'
import { announcementSchema } from './events.ts'
import { joinGuestOrders } from './shop/join-guest-orders.ts'

export const countHoursQueue = defineQueue({
  name: 'orders.count-hours',
  schema: z.object({}),
  // The next hour's run also counts the hours that this one missed.
  limits: { retryLimit: 2, expireInSeconds: 300, batchSize: 1 },
  work: ctx => countOrderHours(ctx.db, ctx.now()),
})

export const adoptPromisesQueue = defineQueue({
  name: 'orders.adopt-promises',
  schema: z.object({}),
  // The next run finds what this one left.
  limits: { retryLimit: 0, expireInSeconds: 600, batchSize: 1 },
  work: adoptPromises,
})

export const adoptPromisesOften: Schedule = {
  queue: adoptPromisesQueue.name,
  cron: '*/10 * * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}

export const stopGoodsQueue = defineQueue({
  name: STOP_GOODS,
  schema: announcementSchema,
  work: (ctx, announcement) => stopRefundedGoods(withGateway(ctx), announcement),
})

export const joinGuestOrdersQueue = defineQueue({
  name: 'orders.join-guest-orders',
  schema: addressProved.schema,
  work: joinGuestOrders,
})

export const countHoursHourly: Schedule = {
  queue: countHoursQueue.name,
  cron: '7 * * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}
