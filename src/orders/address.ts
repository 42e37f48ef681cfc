import { z } from 'zod'
import { lineField, optionalLine, phoneField, postalCodeField } from '#lib/fields.ts'
import { LIMITS } from '#lib/limits.ts'
import { COUNTRIES, countryByCode } from './countries.ts'

/** Where the parcel goes. The country decides what is asked for; the fields are those of any postal address. */
export const addressSchema = z
  .object({
    name: lineField('Enter your full name', LIMITS.name),
    line1: lineField('Enter address line 1, typically the building and street'),
    line2: optionalLine(),
    city: lineField('Enter town or city'),
    region: optionalLine(),
    postalCode: postalCodeField,
    country: z.enum(
      COUNTRIES.map(country => country.code),
      'Select a country',
    ),
    phone: phoneField,
  })
  .superRefine((address, check) => {
    const country = countryByCode(address.country)
    if (!country) return
    const { postcode, region } = country
    if (postcode.required && !address.postalCode) {
      check.addIssue({
        code: 'custom',
        path: ['postalCode'],
        message: `Enter ${inSentence(postcode.label)}`,
      })
    } else if (
      postcode.pattern &&
      address.postalCode &&
      !postcode.pattern.test(comparable(address.postalCode))
    ) {
      check.addIssue({
        code: 'custom',
        path: ['postalCode'],
        message: `Enter a full ${country.adjective} ${inSentence(postcode.label)}, like ${postcode.example}`,
      })
    }
    if (region?.required && !address.region) {
      check.addIssue({
        code: 'custom',
        path: ['region'],
        message: `Select ${/^[aeiou]/i.test(region.label) ? 'an' : 'a'} ${inSentence(region.label)}`,
      })
    }
  })

export type Address = z.infer<typeof addressSchema>

/** Spaces, punctuation and case are the shopper's business. */
function comparable(postalCode: string): string {
  return postalCode.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** `Postcode` → "postcode", but "ZIP code" stays. */
function inSentence(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.toLowerCase()
}
