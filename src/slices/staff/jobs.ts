import { z } from 'zod'
import { defineQueue, type Schedule } from '#platform/jobs/queue.ts'
import { SHOP_TIME_ZONE } from '#platform/lib/calendar-days.ts'
import { chainAudit } from './chain-audit.ts'

export const chainAuditQueue = defineQueue({
  name: 'staff.chain-audit',
  schema: z.object({}),
  // The next minute tries again.
  limits: { retryLimit: 2, batchSize: 1 },
  async work(ctx) {
    while ((await chainAudit(ctx)) > 0);
  },
})

export const chainAuditEveryMinute: Schedule = {
  queue: chainAuditQueue.name,
  cron: '* * * * *',
  timeZone: SHOP_TIME_ZONE,
  payload: {},
}
