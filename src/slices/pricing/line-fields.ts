import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { MAX_GIFT_CODES, MOST_TYPED } from '#slices/credit/code-letters.ts'
import { shippingMethodCodes } from './shipping-methods.ts'

/** The longest real invoice we know has 1,114 lines, and its largest line 80,995 units. */
export const MAX_LINES = 1_500
export const MAX_QUANTITY = 100_000

const quantityField = (max: number) =>
  z.int('Enter a whole number').min(1, 'Enter at least 1').max(max, `Enter ${max} or fewer`)

export const orderLineSchema = z.object(
  { sku: skuField, quantity: quantityField(MAX_QUANTITY) },
  'Send a line with its sku and quantity',
)

export const linesField = z
  .array(orderLineSchema, 'Add at least one line')
  .min(1, 'Add at least one line')
  .max(MAX_LINES, `Send ${MAX_LINES} lines or fewer`)

export const shippingMethodField = z.enum(shippingMethodCodes, 'Select a delivery method')

const MOST_CODES = 10
/** What shoppers type as a code. It is compared without blanks around it and in capitals, and a code that cannot be one is unknown. */
export const codesField = z
  .array(
    z.string('Send each code as a text').max(200, 'A code has 40 characters or fewer'),
    'Send the codes as a list',
  )
  .max(MOST_CODES, `Use ${MOST_CODES} codes or fewer`)

export const storeCreditField = z.boolean('Say true or false')

/** Codes of gift cards, as people type them. */
export const giftCardsField = z
  .array(
    z.string('Send each gift card as a text').max(MOST_TYPED, 'A gift card has sixteen letters'),
    'Send the gift cards as a list',
  )
  .max(MAX_GIFT_CODES, `Use ${MAX_GIFT_CODES} gift cards or fewer`)

export type OrderLineInput = z.infer<typeof orderLineSchema>
