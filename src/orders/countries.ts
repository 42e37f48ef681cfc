export type ShippingZone = 'home' | 'europe' | 'world'

export type Country = {
  /** ISO 3166-1 alpha-2. */
  code: string
  name: string
  adjective: string
  zone: ShippingZone
  /** Basis points; `included`: inside the shown prices, otherwise added to them at checkout. */
  tax: { name: string; rateBasisPoints: number; included: boolean }
  postcode: {
    label: string
    required: boolean
    numeric: boolean
    example: string /** Of the bare characters, upper case. */
    pattern?: RegExp
  }
  region?: { label: string; required: boolean; options?: readonly string[] }
}

const US_STATES =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY'.split(
    ' ',
  )
const CA_PROVINCES = 'AB BC MB NB NL NS NT NU ON PE QC SK YT'.split(' ')
const AU_STATES = 'ACT NSW NT QLD SA TAS VIC WA'.split(' ')

const digits = (count: number, example: string) => ({
  label: 'Postcode',
  required: true,
  numeric: true,
  example,
  pattern: new RegExp(`^\\d{${count}}$`),
})
const freePostcode = (required: boolean, example: string) => ({
  label: 'Postcode',
  required,
  numeric: false,
  example,
})
const vat = (percent: number) => ({ name: 'VAT', rateBasisPoints: Math.round(percent * 100), included: true })
const NO_TAX = { name: 'Tax', rateBasisPoints: 0, included: true }

const europe = (
  code: string,
  name: string,
  adjective: string,
  percent: number,
  postcode: Country['postcode'],
): Country => ({ code, name, adjective, zone: 'europe', tax: vat(percent), postcode })
const world = (
  code: string,
  name: string,
  adjective: string,
  postcode: Country['postcode'],
  tax: Country['tax'] = NO_TAX,
): Country => ({ code, name, adjective, zone: 'world', tax, postcode })

/**
 * Where we deliver and what we charge for it: home first, then by name. Tax is the country's standard rate, a simple
 * table and no tax advice: VAT countries see prices with tax, the United States and Canada have it added.
 */
export const COUNTRIES: readonly Country[] = [
  {
    code: 'GB',
    name: 'United Kingdom',
    adjective: 'UK',
    zone: 'home',
    tax: vat(20),
    postcode: {
      label: 'Postcode',
      required: true,
      numeric: false,
      example: 'SW1A 1AA',
      pattern: /^(GIR0AA|[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2})$/,
    },
  },
  {
    ...world('AU', 'Australia', 'Australian', digits(4, '2000'), {
      name: 'GST',
      rateBasisPoints: 1_000,
      included: true,
    }),
    region: { label: 'State', required: true, options: AU_STATES },
  },
  europe('AT', 'Austria', 'Austrian', 20, digits(4, '1010')),
  world('BH', 'Bahrain', 'Bahraini', freePostcode(false, '317')),
  europe('BE', 'Belgium', 'Belgian', 21, digits(4, '1000')),
  {
    ...world('BR', 'Brazil', 'Brazilian', digits(8, '01310-100')),
    region: { label: 'State', required: false },
  },
  europe('BG', 'Bulgaria', 'Bulgarian', 20, digits(4, '1000')),
  {
    ...world(
      'CA',
      'Canada',
      'Canadian',
      {
        label: 'Postal code',
        required: true,
        numeric: false,
        example: 'K1A 0B1',
        pattern: /^[A-Z]\d[A-Z]\d[A-Z]\d$/,
      },
      { name: 'GST', rateBasisPoints: 500, included: false },
    ),
    region: { label: 'Province', required: true, options: CA_PROVINCES },
  },
  europe('HR', 'Croatia', 'Croatian', 25, digits(5, '10000')),
  europe('CY', 'Cyprus', 'Cypriot', 19, digits(4, '1010')),
  europe('CZ', 'Czechia', 'Czech', 21, digits(5, '110 00')),
  europe('DK', 'Denmark', 'Danish', 25, digits(4, '1050')),
  europe('EE', 'Estonia', 'Estonian', 24, digits(5, '10111')),
  europe('FI', 'Finland', 'Finnish', 25.5, digits(5, '00100')),
  europe('FR', 'France', 'French', 20, digits(5, '75001')),
  europe('DE', 'Germany', 'German', 19, digits(5, '10115')),
  europe('GR', 'Greece', 'Greek', 24, digits(5, '105 57')),
  { ...europe('GG', 'Guernsey', 'Guernsey', 0, freePostcode(true, 'GY1 1AA')), tax: NO_TAX },
  world('HK', 'Hong Kong', 'Hong Kong', freePostcode(false, '')),
  europe('HU', 'Hungary', 'Hungarian', 27, digits(4, '1011')),
  { ...europe('IS', 'Iceland', 'Icelandic', 24, digits(3, '101')) },
  europe('IE', 'Ireland', 'Irish', 23, {
    label: 'Eircode',
    required: false,
    numeric: false,
    example: 'D02 X285',
  }),
  world('IL', 'Israel', 'Israeli', freePostcode(true, '9414101')),
  europe('IT', 'Italy', 'Italian', 22, digits(5, '00184')),
  world('JP', 'Japan', 'Japanese', digits(7, '100-0001')),
  { ...europe('JE', 'Jersey', 'Jersey', 0, freePostcode(true, 'JE2 3AB')), tax: NO_TAX },
  europe('LV', 'Latvia', 'Latvian', 21, freePostcode(true, 'LV-1010')),
  world('LB', 'Lebanon', 'Lebanese', freePostcode(false, '1107')),
  europe('LT', 'Lithuania', 'Lithuanian', 21, freePostcode(true, 'LT-01100')),
  europe('LU', 'Luxembourg', 'Luxembourg', 17, digits(4, '1009')),
  europe('MT', 'Malta', 'Maltese', 18, freePostcode(true, 'VLT 1010')),
  europe('NL', 'Netherlands', 'Dutch', 21, {
    label: 'Postcode',
    required: true,
    numeric: false,
    example: '1012 JS',
    pattern: /^\d{4}[A-Z]{2}$/,
  }),
  world('NZ', 'New Zealand', 'New Zealand', digits(4, '6011'), {
    name: 'GST',
    rateBasisPoints: 1_500,
    included: true,
  }),
  europe('NO', 'Norway', 'Norwegian', 25, digits(4, '0150')),
  europe('PL', 'Poland', 'Polish', 23, digits(5, '00-001')),
  europe('PT', 'Portugal', 'Portuguese', 23, digits(7, '1100-148')),
  europe('RO', 'Romania', 'Romanian', 21, digits(6, '010011')),
  world('SA', 'Saudi Arabia', 'Saudi', freePostcode(false, '11564')),
  world('SG', 'Singapore', 'Singaporean', digits(6, '018956')),
  europe('SK', 'Slovakia', 'Slovak', 23, digits(5, '811 01')),
  europe('SI', 'Slovenia', 'Slovenian', 22, digits(4, '1000')),
  world('ZA', 'South Africa', 'South African', digits(4, '8001')),
  europe('ES', 'Spain', 'Spanish', 21, digits(5, '28001')),
  europe('SE', 'Sweden', 'Swedish', 25, digits(5, '111 20')),
  europe('CH', 'Switzerland', 'Swiss', 8.1, digits(4, '8001')),
  world('AE', 'United Arab Emirates', 'Emirati', freePostcode(false, '')),
  {
    ...world(
      'US',
      'United States',
      'US',
      { label: 'ZIP code', required: true, numeric: false, example: '10001', pattern: /^\d{5}(\d{4})?$/ },
      { name: 'Sales tax', rateBasisPoints: 800, included: false },
    ),
    region: { label: 'State', required: true, options: US_STATES },
  },
]

const byCode = new Map(COUNTRIES.map(country => [country.code, country]))

export function countryByCode(code: string): Country | undefined {
  return byCode.get(code)
}
