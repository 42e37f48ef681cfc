import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** A parcel comes later than was promised, and the shopper does not know yet. `number`: that of the new days in its history. */
export const promiseDelayed = defineEvent({
  name: 'promise.delayed',
  schema: z.object({ orderId: z.uuid(), parcelId: z.uuid(), number: z.int().positive() }),
  key: ({ parcelId, number }) => [parcelId, number],
})
