import { z } from 'zod'
import { lineField, optionalLine, phoneField, postalCodeField } from '#platform/fields/fields.ts'
import { LIMITS } from '#platform/fields/limits.ts'
import { type AddressForm, type PlaceReaders, readPlace } from './address-form.ts'

/** The fields of any postal address, each checked by itself. address-form.ts checks the rules of the country. */
export const addressFields = z.object(
  {
    name: lineField('Enter your full name', LIMITS.name),
    line1: lineField('Enter address line 1, typically the building and street'),
    line2: optionalLine(),
    city: lineField('Enter town or city'),
    region: optionalLine(),
    postalCode: postalCodeField,
    /** The page offers a list of countries, so it checks only the length; address.ts checks the code. */
    country: z.string('Select a country').length(2, 'Select a country'),
    phone: phoneField,
  },
  'Enter the address',
)

export type Address = z.infer<typeof addressFields>

/** An address checked by the rules of its country, if they are known: a page loads them one country at a time. */
export const underItsCountry = <Fields extends z.ZodType<Address>>(
  fields: Fields,
  formOf: (country: string) => AddressForm | null,
  readers?: PlaceReaders,
) =>
  fields
    .superRefine((address, check) => {
      const form = formOf(address.country)
      for (const { path, message } of form ? readPlace(address, form, readers).problems : [])
        check.addIssue({ code: 'custom', path: [path], message })
    })
    .transform((address): Address => {
      const form = formOf(address.country)
      return form ? { ...address, ...readPlace(address, form, readers).place } : address
    })
