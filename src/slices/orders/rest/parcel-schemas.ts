import { z } from '@hono/zod-openapi'
import { daySchema } from '#platform/fields/day-schema.ts'

/** Later states are named already, so that programs are ready for them. */
const parcelStates = [
  'planned',
  'picking',
  'packed',
  'shipped',
  'delivered',
  'lost',
  'damaged',
  'undeliverable',
  'returned',
  'cancelled',
] as const

export const parcelAnswer = z
  .object({
    id: z.uuid(),
    state: z.enum(parcelStates),
    warehouse: z.string().openapi({ description: 'The code of the warehouse that it leaves from.' }),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    trackingUrl: z.url().nullable().openapi({ description: 'The page of the carrier, if we know it.' }),
    promisedBy: daySchema.nullable().openapi({ description: 'The last of the days that are promised now.' }),
    firstPromisedBy: daySchema.nullable().openapi({
      description:
        'The last of the days that were promised first. When `promisedBy` is later, the parcel is late.',
    }),
    lines: z.array(z.object({ sku: z.string(), quantity: z.int() })),
    insteadOf: z.uuid().nullable().openapi({
      description:
        'It is sent instead of this parcel, which did not arrive as it should. Its units were paid with those.',
    }),
  })
  .openapi('Parcel')

export const exampleParcel = {
  id: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11',
  state: 'planned' as const,
  warehouse: 'LDN',
  carrier: null,
  trackingNumber: null,
  trackingUrl: null,
  promisedBy: '2026-11-26',
  firstPromisedBy: '2026-11-26',
  lines: [{ sku: 'VAS-BOT-CLY', quantity: 2 }],
  insteadOf: null,
}
