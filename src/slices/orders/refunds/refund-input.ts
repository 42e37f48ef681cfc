import { z } from 'zod'
import { MAX_AMOUNT_MINOR } from '#platform/fields/money.ts'
import { staffReasonSchema } from '#slices/orders/desk/filter.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'

const refundedLineSchema = z.object({
  lineId: z.uuid(),
  quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
  /** The goods came back and stand on the shelf again. */
  restock: z.boolean(),
})

/** Everything that is left; or units of some lines, with or without the delivery; or a plain sum. */
const refundOfSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rest') }),
  z.object({
    kind: z.literal('lines'),
    lines: z
      .array(refundedLineSchema)
      .max(MAX_LINES)
      .refine(lines => new Set(lines.map(line => line.lineId)).size === lines.length, 'Name each line once'),
    shipping: z.boolean(),
  }),
  z.object({
    kind: z.literal('amount'),
    amountMinor: z.int('Enter an amount').min(1, 'Enter an amount above zero').max(MAX_AMOUNT_MINOR),
  }),
])

export const refundOrderSchema = staffReasonSchema.extend({
  /** The caller makes it before sending: it is the idempotency key. */
  refundId: z.uuid('Send a UUID as the id of the refund'),
  of: refundOfSchema,
  /** The sum that the person saw, in minor units. If the refund comes to another sum, nothing is given back. */
  expectedMinor: z.int().optional(),
})

export type RefundOrderInput = z.infer<typeof refundOrderSchema>
export type RefundOf = z.infer<typeof refundOfSchema>
