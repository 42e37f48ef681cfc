import { z } from 'zod'
import { optionalLine, skuField } from '#platform/fields/fields.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'

/** Units of one line: no delivery of ours is larger. */
const UNITS_MAX = 1_000_000
/** A larger delivery is booked in as several receipts. */
export const RECEIPT_LINES_MAX = 2_000
const WORDS_MAX = 100

const units = z
  .int('Enter a whole number')
  .min(0, 'Enter 0 or more')
  .max(UNITS_MAX, `Enter ${UNITS_MAX.toLocaleString('en-GB')} or fewer`)

export const receiptLineSchema = z
  .object({
    sku: skuField,
    /** What the delivery note says. */
    expected: optionally(units).transform(said => said ?? null),
    /** Onto the shelf. */
    accepted: units,
    /** Into quarantine, where nothing is on sale. */
    damaged: optionally(units).transform(said => said ?? 0),
  })
  .refine(({ expected, accepted, damaged }) => accepted + damaged + (expected ?? 0) > 0, {
    path: ['accepted'],
    message: 'Say how many came, or how many should have',
  })

export const receiptSchema = z.object({
  /** The caller makes it before sending: the same id is the same receipt. */
  id: z.uuid('Send a UUID as the id of the receipt'),
  warehouse: warehouseCodeField,
  supplier: optionalLine(WORDS_MAX),
  reference: optionalLine(WORDS_MAX),
  lines: z
    .array(receiptLineSchema)
    .min(1, 'Name at least one line')
    .max(RECEIPT_LINES_MAX, `Send ${RECEIPT_LINES_MAX.toLocaleString('en-GB')} lines or fewer`)
    .refine(lines => new Set(lines.map(({ sku }) => sku)).size === lines.length, 'Name each SKU once'),
})
export type ReceiptInput = z.infer<typeof receiptSchema>
