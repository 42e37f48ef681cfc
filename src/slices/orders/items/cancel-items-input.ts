import { z } from 'zod'
import { staffReasonSchema } from '#slices/orders/desk/filter.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'

/** Each line once. */
const itemsSchema = z
  .array(
    z.object({
      lineId: z.uuid(),
      quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
    }),
  )
  .min(1, 'Choose what to take out')
  .max(MAX_LINES)
  .refine(lines => new Set(lines.map(line => line.lineId)).size === lines.length, 'Name each line once')

/** The same as a shopper names it. */
export const ownItemsSchema = z.object({
  refundId: z.uuid('Send a UUID as the id of the cancellation'),
  lines: z
    .array(
      z.object({
        sku: z.string().min(1).max(200),
        quantity: z.int('Enter a whole number').min(1, 'Enter at least 1').max(MAX_QUANTITY),
      }),
    )
    .min(1, 'Choose what to take out')
    .max(MAX_LINES),
})

export const cancelItemsSchema = staffReasonSchema.extend({
  /** The caller makes it before sending: it is the idempotency key, and the id of the refund. */
  refundId: z.uuid('Send a UUID as the id of the refund'),
  lines: itemsSchema,
})

export type CancelItemsInput = z.infer<typeof cancelItemsSchema>
