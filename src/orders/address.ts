import { z } from 'zod'
import { optionally, otherwise } from '#lib/optionally.ts'
import { COUNTRIES, countryByCode } from './countries.ts'

const line = (max: number, sentence: string) =>
  z.string().trim().min(1, sentence).max(max, `Use ${max} characters or fewer`)
const optionalLine = (max: number) => optionally(z.string().trim().max(max, `Use ${max} characters or fewer`))

/** Where the parcel goes. The country decides what is asked for; the fields are those of any postal address. */
export const addressSchema = z
  .object({
    name: line(100, 'Enter your full name'),
    line1: line(100, 'Enter address line 1, typically the building and street'),
    line2: optionalLine(100),
    city: line(100, 'Enter town or city'),
    region: optionalLine(100),
    // Some countries have none.
    postalCode: otherwise(z.string().trim().max(20, 'Use 20 characters or fewer'), ''),
    country: z.enum(
      COUNTRIES.map(country => country.code),
      'Select a country',
    ),
    phone: optionalLine(40),
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
