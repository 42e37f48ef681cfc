import { z } from 'zod'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'

/** A longer list is sent in several calls. */
const BINS_AT_ONCE = 1_000
export const addBinsSchema = z.object({
  warehouse: warehouseCodeField,
  bins: z
    .array(binField)
    .min(1, 'Name at least one bin')
    .max(BINS_AT_ONCE, `Send ${BINS_AT_ONCE.toLocaleString('en-GB')} bins or fewer at once`),
})

/** A page of the bins, or of those that a scanned code names. */
export const findBinsSchema = z.object({
  code: z.string().max(100).nullable(),
  after: binField.nullable(),
})
