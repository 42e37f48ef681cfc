import { defineQueue } from '#platform/jobs/queue.ts'
import { announcementSchema } from '#slices/orders/events.ts'
import { TAKE_BOUGHT, takeBought } from './take-bought.ts'

export const takeBoughtQueue = defineQueue({
  name: TAKE_BOUGHT,
  schema: announcementSchema,
  limits: { expireInSeconds: 30, batchSize: 25 },
  work: takeBought,
})
