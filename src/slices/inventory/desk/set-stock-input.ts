import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { skuField } from '#platform/fields/fields.ts'
import { countSchema } from './launch-input.ts'

const CODE_MAX = 60

export const setStockSchema = z.object({
  sku: skuField,
  /** The warehouse's code, such as `north`. */
  warehouse: z
    .string('Name the warehouse by its code')
    .min(1, 'Name the warehouse by its code')
    .max(CODE_MAX),
  /** The units on the shelf, promised ones among them. */
  onHand: countSchema.shape.counted,
  reason: reasonSchema,
})
export type SetStockInput = z.infer<typeof setStockSchema>
