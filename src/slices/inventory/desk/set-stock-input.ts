import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { skuField } from '#platform/fields/fields.ts'
import { warehouseCodeField } from '../warehouses/warehouse-input.ts'
import { countSchema } from './launch-input.ts'

export const setStockSchema = z.object({
  sku: skuField,
  /** The warehouse's code, such as `north`. */
  warehouse: warehouseCodeField,
  /** The units on the shelf, promised ones among them. */
  onHand: countSchema.shape.counted,
  reason: reasonSchema,
})
export type SetStockInput = z.infer<typeof setStockSchema>
