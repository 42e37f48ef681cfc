import { z } from 'zod'
import { optionally } from '#platform/fields/optionally.ts'
import { billingSchema } from '#slices/business/billing.ts'
import { countryField } from '#slices/customers/addresses/country-field.ts'
import {
  codesField,
  giftCardsField,
  linesField,
  shippingMethodField,
  storeCreditField,
} from './line-fields.ts'

export const quoteSchema = z.object({
  lines: linesField,
  country: countryField,
  shippingMethod: optionally(shippingMethodField),
  codes: optionally(codesField),
  storeCredit: optionally(storeCreditField),
})

/** With gift cards, or for a business. Codes are money and a VAT id may name a person, so they are sent in a body and stand in no address. */
export const quoteWithCardsSchema = quoteSchema.extend({
  giftCards: optionally(giftCardsField),
  billing: optionally(billingSchema),
})

export type QuoteInput = z.infer<typeof quoteWithCardsSchema>
