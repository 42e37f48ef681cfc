import { defineQueue } from '#platform/jobs/queue.ts'
import { parcelTroubled } from '#slices/carriers/events.ts'
import { openByCarrier } from './open-by-carrier.ts'

export const openByCarrierQueue = defineQueue({
  name: 'cases.open-by-carrier',
  schema: parcelTroubled.schema,
  // The carrier's first scan may come before the order knows that its parcel has left.
  limits: { retryLimit: 20, retryDelaySeconds: 5, retryDelayMaxSeconds: 600, batchSize: 1 },
  work: openByCarrier,
})
