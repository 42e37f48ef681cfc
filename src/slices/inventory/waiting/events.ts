import { z } from 'zod'
import { daySchema } from '#platform/fields/day-schema.ts'
import { defineEvent } from '#platform/jobs/event.ts'

/** Stock that an order waits for is expected on another day, and its shopper does not know yet. `setAt`: when that was said, ISO 8601. */
export const stockRescheduled = defineEvent({
  name: 'stock.rescheduled',
  schema: z.object({ orderId: z.uuid(), expectedOn: daySchema, setAt: z.iso.datetime() }),
  key: ({ orderId, expectedOn, setAt }) => [orderId, expectedOn, setAt],
})
