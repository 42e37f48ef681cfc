import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { withGateway } from '#slices/payments/gateway.ts'
import { daysBefore, MAX_DAYS } from './days.ts'
import { reconcile } from './reconcile.ts'

/** Two nights may fail, and the third still covers everything. */
const NIGHTLY_DAYS = 3

export const reconcileQueue = defineQueue({
  name: 'orders.reconcile',
  schema: z.object({ days: z.int().min(1).max(MAX_DAYS), startedBy: z.string().max(200) }),
  limits: {
    // The provider may be away for an hour or two in the night.
    retryLimit: 6,
    retryDelaySeconds: 300,
    retryDelayMaxSeconds: 3_600,
    expireInSeconds: 3_600,
    batchSize: 1,
  },
  async work(ctx, { days, startedBy }) {
    const orders = withGateway({
      ...ctx,
      actor: { kind: 'system' as const, name: 'reconciliation' as const },
    })
    const done = await reconcile(orders, { from: daysBefore(ctx.now(), days), startedBy })
    if (done?.run.failure) throw new Error(done.run.failure)
  },
})

/** At this hour the shop's customers are quiet and nobody is at the desk yet. */
export const reconcileNightly: Schedule = {
  queue: reconcileQueue.name,
  cron: '15 3 * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: { days: NIGHTLY_DAYS, startedBy: 'system:reconciliation' },
}
