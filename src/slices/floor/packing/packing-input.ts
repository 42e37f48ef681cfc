import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { optionalLine } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'

/** No carrier takes a heavier parcel from a person. */
const HEAVIEST_GRAMS = 70_000
export const CARRIER_MAX = 60
const TRACKING_MAX = 60

const parcelId = z.uuid('There is no such parcel')

export const packSchema = z.object({
  id: parcelId,
  weightGrams: optionally(
    z
      .int('Enter whole grams')
      .min(1, 'Enter 1 or more')
      .max(HEAVIEST_GRAMS, `Enter ${HEAVIEST_GRAMS.toLocaleString('en-GB')} or fewer`),
  ),
})
export const handOverSchema = z.object({
  id: parcelId,
  carrier: optionalLine(CARRIER_MAX),
  trackingNumber: optionalLine(TRACKING_MAX),
})
export const deliveredSchema = z.object({ id: parcelId })
export const lookAgainSchema = z.object({ id: parcelId, reason: reasonSchema })
