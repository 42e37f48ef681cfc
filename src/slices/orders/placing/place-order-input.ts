import { addressSchema } from '#slices/customers/addresses/address.ts'
import { savedCardUseField } from '#slices/payments/cards/saved-card.ts'
import { botCheckSchema } from './bot-check-input.ts'
import { placeOrderFields } from './place-order-fields.ts'

export type { PlaceOrderInput } from './place-order-fields.ts'

export const placeOrderSchema = placeOrderFields(addressSchema)

/** The order as the checkout sends it. Whether its card is kept is no part of the order, and not of its hash. */
export const checkoutInputSchema = placeOrderSchema.extend({
  check: botCheckSchema.optional(),
  savedCard: savedCardUseField.optional(),
})
