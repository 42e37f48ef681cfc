import { z } from 'zod'
import { lineField, optionalLine, phoneField, postalCodeField } from '#lib/fields.ts'
import { LIMITS } from '#lib/limits.ts'
import { type AddressForm, readPlace } from './address-form.ts'
import { COUNTRIES } from './countries.ts'

export const countryField = z.enum(
  COUNTRIES.map(country => country.code),
  'Select a country',
)

/** The fields of any postal address, each by itself. What its country asks for is judged by address-form.ts. */
export const addressFields = z.object(
  {
    name: lineField('Enter your full name', LIMITS.name),
    line1: lineField('Enter address line 1, typically the building and street'),
    line2: optionalLine(),
    city: lineField('Enter town or city'),
    region: optionalLine(),
    postalCode: postalCodeField,
    country: countryField,
    phone: phoneField,
  },
  'Enter the address',
)

export type Address = z.infer<typeof addressFields>

/** The same, with the rules of its country where they are known: the page learns them one country at a time. */
export const addressSchemaWith = (formOf: (country: string) => AddressForm | null) =>
  addressFields
    .superRefine((address, check) => {
      const form = formOf(address.country)
      for (const { path, message } of form ? readPlace(address, form).problems : [])
        check.addIssue({ code: 'custom', path: [path], message })
    })
    .transform((address): Address => {
      const form = formOf(address.country)
      return form ? { ...address, ...readPlace(address, form).place } : address
    })
