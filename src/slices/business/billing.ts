import { z } from 'zod'
import { freeLine, lineField, optionalLine, postalCodeField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { optionally } from '#platform/fields/optionally.ts'
import { addressSchema } from '#slices/customers/addresses/address.ts'
import type { Address } from '#slices/customers/addresses/address-fields.ts'
import { MOST_TYPED, readVatId } from './vat-id.ts'

export const vatIdField = z
  .string('Send the VAT number as text')
  .max(MOST_TYPED, 'A VAT number is shorter')
  .transform((typed, check) => {
    const read = readVatId(typed)
    if ('vatId' in read) return read.vatId
    check.addIssue({ code: 'custom', message: read.wrong })
    return z.NEVER
  })

const placeNames = ['name', 'line1', 'line2', 'city', 'region', 'postalCode', 'country'] as const

/** The person or business that is billed, when it is not only the person at the delivery address. `name` to `country`: an address, which must then be whole. */
export type Billing = { company?: string; vatId?: string } & Partial<Omit<Address, 'phone'>>

/** The fields as they are sent. Left out, the delivery address is the billing address. */
export const billingSchema = z
  .object(
    {
      company: optionally(lineField('Enter the name of the company', LIMITS.name)),
      vatId: optionally(vatIdField),
      name: optionally(freeLine(LIMITS.name)),
      line1: optionally(freeLine(LIMITS.addressLine)),
      line2: optionalLine(),
      city: optionally(freeLine(LIMITS.addressLine)),
      region: optionalLine(),
      postalCode: optionally(postalCodeField),
      country: optionally(z.string('Select a country').max(2, 'Select a country')),
    },
    'Send the company, its VAT number or an address',
  )
  .transform((sent, check): Billing | undefined => {
    const { company, vatId } = sent
    const business = { ...(company && { company }), ...(vatId && { vatId }) }
    const place = Object.fromEntries(placeNames.flatMap(name => (sent[name] ? [[name, sent[name]]] : [])))
    if (Object.keys(place).length === 0) return Object.keys(business).length > 0 ? business : undefined
    const read = addressSchema.safeParse({ postalCode: '', ...place })
    if (read.success) return { ...business, ...read.data }
    for (const { path, message } of read.error.issues) check.addIssue({ code: 'custom', path, message })
    return z.NEVER
  })

/** The address that is billed. Null: that of the delivery. */
export function billingAddress(billing: Billing | null): Address | null {
  const { name, line1, line2, city, region, postalCode = '', country } = billing ?? {}
  if (!name || !line1 || !city || !country) return null
  return { name, line1, city, postalCode, country, ...(line2 && { line2 }), ...(region && { region }) }
}
