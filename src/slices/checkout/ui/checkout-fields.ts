import { z } from 'zod'
import { newEmailField } from '#platform/fields/fields.ts'
import { addressFields, underItsCountry } from '#slices/customers/addresses/address-fields.ts'
import type { AddressForm } from '#slices/customers/addresses/address-form.ts'
import type { SavedAddress } from '#slices/customers/book/saved-address.ts'
import {
  type AddressTexts,
  addressFieldNames,
  addressTexts,
  type KnownAddress,
} from '#slices/customers/ui/addresses/address-control.ts'
import { shippingMethodCodes } from '#slices/pricing/shipping-methods.ts'

/**
 * The shopper's input and choices. The card is not here: we must not hold it. `form`: the address format of the chosen
 * country.
 */
export const checkoutSchema = (form: AddressForm | null) =>
  z.object({
    email: newEmailField,
    shippingAddress: underItsCountry(addressFields, country => (form?.country === country ? form : null)),
    shippingMethod: z.enum(shippingMethodCodes, 'Select a delivery method'),
  })

/** The values as the fields hold them: text, never undefined, so that every field is controlled from the start. */
export type CheckoutValues = {
  email: string
  shippingAddress: AddressTexts
  shippingMethod: string
}

/** Every field in page order, with the id of its control. */
export const checkoutFieldIds = {
  email: 'email',
  'shippingAddress.name': 'name',
  'shippingAddress.country': 'country',
  'shippingAddress.line1': 'address-line1',
  'shippingAddress.line2': 'address-line2',
  'shippingAddress.city': 'city',
  'shippingAddress.region': 'region',
  'shippingAddress.postalCode': 'postcode',
  'shippingAddress.phone': 'phone',
  shippingMethod: 'delivery-method',
  'billing.company': 'billing-company',
  'billing.vatId': 'billing-vat-id',
  'billing.country': 'billing-country',
  'billing.name': 'billing-name',
  'billing.line1': 'billing-line1',
  'billing.line2': 'billing-line2',
  'billing.city': 'billing-city',
  'billing.postalCode': 'billing-postalCode',
  codes: 'discount-code',
} as const

/** The address to begin with: the one that the customer chose for it, or that of their last parcel. */
export const addressToFillIn = (saved: readonly SavedAddress[], last: KnownAddress | undefined) =>
  saved.find(({ isDefault }) => isDefault)?.address ?? last

/** The first values of the fields: the cheapest delivery, and the known details of a signed-in customer. */
export function firstValues(
  known: { email?: string | undefined; address?: KnownAddress | undefined } = {},
): CheckoutValues {
  const cheapest = shippingMethodCodes[0]
  return { email: known.email ?? '', shippingAddress: addressTexts(known.address), shippingMethod: cheapest }
}

/** The first input for the quote. It must equal the form's first values. */
export function firstQuoteInput(
  lines: readonly { sku: string; quantity: number; available: number }[],
  values: CheckoutValues,
) {
  return {
    lines: payableLines(lines),
    country: values.shippingAddress.country,
    shippingMethod: shippingMethodCodes[0],
  }
}

/** The quantity of each line that is available. A line with none is left out of the order until the shopper removes it. */
export function payableLines(lines: readonly { sku: string; quantity: number; available: number }[]) {
  return lines.flatMap(({ sku, quantity, available }) =>
    available > 0 ? [{ sku, quantity: Math.min(quantity, available) }] : [],
  )
}

const draftSchema = z.object({
  email: z.string().max(1_000),
  shippingAddress: z.record(z.enum(addressFieldNames), z.string().max(1_000)),
  shippingMethod: z.string().max(100),
})

/** The input from before a reload, if it can still be read. */
export function readDraft(kept: unknown): CheckoutValues | null {
  const draft = draftSchema.safeParse(kept)
  return draft.success ? draft.data : null
}
