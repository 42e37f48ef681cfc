import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { daySchema } from '#platform/fields/day-schema.ts'
import { skuField } from '#platform/fields/fields.ts'

/** No offer lets more units wait. */
export const MOST_WAITING = 10_000
/** Nobody pays today for what may come in three years. */
export const MOST_DAYS_AHEAD = 400

export const setOfferSchema = z.object({
  sku: skuField,
  /** The day on which stock is expected. It is sold beyond its stock until that day is over. */
  expectedOn: daySchema,
  /** The most units that may wait at once. */
  most: z
    .int('Enter a whole number')
    .min(1, 'Enter at least 1')
    .max(MOST_WAITING, `Enter ${MOST_WAITING.toLocaleString('en-GB')} or fewer`),
  reason: reasonSchema,
})
export type SetOfferInput = z.infer<typeof setOfferSchema>

export const endOfferSchema = setOfferSchema.pick({ sku: true, reason: true })
export type EndOfferInput = z.infer<typeof endOfferSchema>
