import { z } from 'zod'
import { defineEvent } from '#platform/jobs/event.ts'

/** What a carrier says of a parcel that needs a decision. */
export const troubles = ['lost', 'damaged', 'undeliverable'] as const
export type Trouble = (typeof troubles)[number]

/** The carrier says that something happened to a parcel of ours, once for each such thing. */
export const parcelTroubled = defineEvent({
  name: 'carriers.parcel_troubled',
  schema: z.object({ orderId: z.uuid(), parcelId: z.uuid(), labelId: z.uuid(), kind: z.enum(troubles) }),
  key: ({ labelId, kind }) => [labelId, kind],
})
