import { z } from 'zod'
import { staffReasonSchema } from '#slices/orders/desk/filter.ts'
import { MAX_LINES, MAX_QUANTITY } from '#slices/pricing/line-fields.ts'
import type { Items } from './choose-items.ts'

/** What is taken out of an order, as shoppers and staff name it. */
export const itemsToTakeOut = z.object({
  /** The caller makes it before sending: it is the idempotency key, and the id of the refund. */
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

export const staffItemsSchema = staffReasonSchema.extend(itemsToTakeOut.shape)

export type CancelItemsInput = { orderId: string; reason: string; refundId: string; lines: Items }
