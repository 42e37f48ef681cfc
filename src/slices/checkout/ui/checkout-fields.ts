import { z } from 'zod'
import { newEmailField } from '#platform/lib/fields.ts'
import { addressFields, underItsCountry } from '#slices/customers/addresses/address-fields.ts'
import type { AddressForm } from '#slices/customers/addresses/address-form.ts'
import { shippingMethodCodes } from '#slices/pricing/shipping-methods.ts'

/** What the shopper types and chooses; the card is not ours to hold. `form`: how the chosen country's addresses are written. */
export const checkoutSchema = (form: AddressForm | null) =>
  z.object({
    email: newEmailField,
    shippingAddress: underItsCountry(addressFields, country => (form?.country === country ? form : null)),
    shippingMethod: z.enum(shippingMethodCodes, 'Select a delivery method'),
  })

/** As it stands in the fields: text, never undefined, so that every field is controlled from the start. */
export type CheckoutValues = {
  email: string
  shippingAddress: Record<
    'name' | 'country' | 'line1' | 'line2' | 'city' | 'region' | 'postalCode' | 'phone',
    string
  >
  shippingMethod: string
}

/** Every field in the order of the page, with the id of its control. */
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
} as const

const HOME = 'GB'

type KnownAddress = { [key in keyof CheckoutValues['shippingAddress']]?: string | undefined }

/** The fields as they first stand: the cheapest way of delivery, filled with what is known of somebody who is signed in. */
export function firstValues(
  known: { email?: string | undefined; address?: KnownAddress | undefined } = {},
): CheckoutValues {
  const blank = {
    name: '',
    country: HOME,
    line1: '',
    line2: '',
    city: '',
    region: '',
    postalCode: '',
    phone: '',
  }
  const given = Object.fromEntries(
    Object.entries(known.address ?? {}).filter(([, value]) => value !== undefined),
  )
  const cheapest = shippingMethodCodes[0]
  return { email: known.email ?? '', shippingAddress: { ...blank, ...given }, shippingMethod: cheapest }
}

/** What the quote is asked for when the page first stands; it must say the same as the form will. */
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

/** As much of each line as can be had; what cannot stands aside until it is taken out. */
export function payableLines(lines: readonly { sku: string; quantity: number; available: number }[]) {
  return lines.flatMap(({ sku, quantity, available }) =>
    available > 0 ? [{ sku, quantity: Math.min(quantity, available) }] : [],
  )
}

/** What is asked for until the country's own form is here: everything that some address has, and nothing is required. */
export const anyAddressForm: Pick<AddressForm, 'postcode' | 'region'> = {
  postcode: {
    label: 'Postcode',
    required: false,
    numeric: false,
    example: '',
    pattern: null,
    examples: [],
    marks: [],
    sentence: '',
  },
  region: null,
}

const draftSchema = z.object({
  email: z.string().max(1_000),
  shippingAddress: z.record(
    z.enum(['name', 'country', 'line1', 'line2', 'city', 'region', 'postalCode', 'phone']),
    z.string().max(1_000),
  ),
  shippingMethod: z.string().max(100),
})

/** What was typed before a reload, if it can still be read. */
export function readDraft(kept: unknown): CheckoutValues | null {
  const draft = draftSchema.safeParse(kept)
  return draft.success ? draft.data : null
}
