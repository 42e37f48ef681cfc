import { z } from 'zod'
import { localeField, newEmailField, skuField } from '#lib/fields.ts'
import { moneySchema } from '#lib/money-schema.ts'
import { optionally, otherwise } from '#lib/optionally.ts'
import { addressSchema } from './address.ts'
import { shippingMethodCodes } from './shipping-methods.ts'

/** The longest real invoice we know has 1,114 lines; the largest line, 80,995 units. */
export const MAX_LINES = 1_500
export const MAX_QUANTITY = 100_000

export const orderLineSchema = z.object({
  sku: skuField,
  quantity: z
    .int('Enter a whole number')
    .min(1, 'Enter at least 1')
    .max(MAX_QUANTITY, `Enter ${MAX_QUANTITY} or fewer`),
})

/** What an order is placed with. The same SKU may stand in several lines; they are added up. */
export const placeOrderSchema = z.object({
  /** Made by the caller before sending: the idempotency key. */
  orderId: z.uuid('Send a UUID as the id of the order'),
  email: newEmailField,
  lines: z
    .array(orderLineSchema)
    .min(1, 'Add at least one line')
    .max(MAX_LINES, `Send ${MAX_LINES} lines or fewer`),
  shippingAddress: addressSchema,
  shippingMethod: z.enum(shippingMethodCodes, 'Select a delivery method'),
  payment: z.object({
    method: z
      .string()
      .regex(
        /^(pm|ctoken)_[A-Za-z0-9_]{1,200}$/,
        'Send a payment method (pm_…) or confirmation token (ctoken_…), never a card',
      ),
  }),
  /** What the buyer was shown; another total is answered with `price_changed` and nothing is taken. */
  expectedTotal: optionally(moneySchema),
  locale: otherwise(localeField, 'en-GB'),
})

export type PlaceOrderInput = z.infer<typeof placeOrderSchema>
export type OrderLineInput = z.infer<typeof orderLineSchema>

export const quoteSchema = z.object({
  lines: z.array(orderLineSchema).min(1).max(MAX_LINES),
  country: z.string().length(2),
  shippingMethod: optionally(z.enum(shippingMethodCodes)),
})

export type QuoteInput = z.infer<typeof quoteSchema>
