import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** The steps of a parcel on our floor that the rest of the shop follows. `cancelled`: the floor will not send it. */
export const floorSteps = ['picking', 'packed', 'shipped', 'delivered', 'cancelled'] as const
export type FloorStep = (typeof floorSteps)[number]

/** A parcel took a step, once. */
export const floorParcelMoved = defineEvent({
  name: 'floor.parcel_moved',
  schema: z.object({ orderId: z.uuid(), parcelId: z.uuid(), step: z.enum(floorSteps), at: z.iso.datetime() }),
  key: ({ parcelId, step }) => [parcelId, step],
})

/** A packed parcel is not sent after all: its order was called off, and it may bear a label. */
export const floorParcelStopped = defineEvent({
  name: 'floor.parcel_stopped',
  schema: z.object({ orderId: z.uuid(), parcelId: z.uuid() }),
  key: ({ parcelId }) => [parcelId],
})
