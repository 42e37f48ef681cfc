import { z } from 'zod'
import { reasonSchema } from '#desk/reason.ts'
import { skuField } from '#platform/fields/fields.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'

/** What may become of units that were set aside. What came back with a return is inspected there. */
const ways = { repair: ['shelf', 'scrap'], quarantine: ['shelf', 'scrap', 'supplier'] } as const
export const sortedFrom = ['repair', 'quarantine'] as const
export const sortedTo = ['shelf', 'scrap', 'supplier'] as const
export const waysFrom = (from: (typeof sortedFrom)[number]): readonly (typeof sortedTo)[number][] =>
  ways[from]

export const sortSchema = z.object({
  /** The caller makes it before sending: the same id is the same decision. */
  id: z.uuid('Send a UUID as the id'),
  sku: skuField,
  warehouse: warehouseCodeField,
  from: z.enum(sortedFrom, `One of ${sortedFrom.join(', ')}`),
  to: z.enum(sortedTo, `One of ${sortedTo.join(', ')}`),
  quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(1_000_000),
  reason: reasonSchema,
})
export type SortInput = z.infer<typeof sortSchema>
