import { z } from 'zod'
import { optionally } from '#lib/optionally.ts'
import { addressSchema } from './address.ts'
import { countryField } from './country-field.ts'
import { linesField, placeOrderFields, shippingMethodField } from './place-order-fields.ts'

export type { OrderLineInput, PlaceOrderInput } from './place-order-fields.ts'

export const placeOrderSchema = placeOrderFields(addressSchema)

export const quoteSchema = z.object({
  lines: linesField,
  country: countryField,
  shippingMethod: optionally(shippingMethodField),
})

export type QuoteInput = z.infer<typeof quoteSchema>
