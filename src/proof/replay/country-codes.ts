import { assert } from '#platform/lib/assert.ts'
import { addressFormOf } from '#slices/customers/addresses/address-forms.ts'
import { countryByCode } from '#slices/customers/addresses/countries.ts'

/** The archive's 38 names of countries, by ISO 3166-1 alpha-2. */
const codes: Record<string, string> = {
  Australia: 'AU',
  Austria: 'AT',
  Bahrain: 'BH',
  Belgium: 'BE',
  Brazil: 'BR',
  Canada: 'CA',
  'Channel Islands': 'JE',
  Cyprus: 'CY',
  'Czech Republic': 'CZ',
  Denmark: 'DK',
  EIRE: 'IE',
  Finland: 'FI',
  France: 'FR',
  Germany: 'DE',
  Greece: 'GR',
  'Hong Kong': 'HK',
  Iceland: 'IS',
  Israel: 'IL',
  Italy: 'IT',
  Japan: 'JP',
  Lebanon: 'LB',
  Lithuania: 'LT',
  Malta: 'MT',
  Netherlands: 'NL',
  Norway: 'NO',
  Poland: 'PL',
  Portugal: 'PT',
  RSA: 'ZA',
  'Saudi Arabia': 'SA',
  Singapore: 'SG',
  Spain: 'ES',
  Sweden: 'SE',
  Switzerland: 'CH',
  'United Arab Emirates': 'AE',
  'United Kingdom': 'GB',
  USA: 'US',
  // No single country: Belgium, where the Community had its seat.
  'European Community': 'BE',
  // Unknown: home, as nine in ten of the archive's sales are.
  Unspecified: 'GB',
}

/** An address in that country: its own form of postcode and region, and nobody's street. Null for a name not in the table. */
export function archiveAddress(countryName: string, name: string) {
  const code = codes[countryName]
  if (!code) return null
  const country = countryByCode(code)
  assert(country, `${code} is in the table of countries`)
  const form = addressFormOf(code)
  assert(form, `${code} has a form of address`)
  const region = form.region?.required ? form.region.options?.[0]?.code : undefined
  return {
    name,
    line1: '1 Archive Street',
    city: country.name,
    ...(region && { region }),
    postalCode: form.postcode.example,
    country: code,
  }
}
