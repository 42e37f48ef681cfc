import { codeText } from '#platform/fields/text.ts'

/** A VAT id as registers write it, `DE123456789`, and the country (ISO 3166) whose register knows it. */
export type VatId = { vatId: string; country: string }

/** Nobody types more, even with a space after each letter. */
export const MOST_TYPED = 40

/** The letters after the prefix, by the prefix. Registers know the check digits; these shapes spare them what cannot be one. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^(?:[A-Z]\d{7}[A-Z\d]|\d{8}[A-Z])$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z\d]{2}\d{9}$/,
  GB: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-W][A-I]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
}

/** Prefixes that are not the country's code: Greece writes EL, and Northern Ireland XI for its trade with the EU. */
const COUNTRIES: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' }

/** Monaco has the VAT of France, and the Isle of Man that of the United Kingdom. */
const WITH_THE_VAT_OF: Readonly<Record<string, string>> = { MC: 'FR', IM: 'GB' }

const EU = new Set(
  Object.keys(SHAPES).flatMap(prefix => (prefix === 'GB' || prefix === 'XI' ? [] : countryOf(prefix))),
)

/** The country whose VAT is owed on goods that go to this one. */
export const vatCountryOf = (country: string): string => WITH_THE_VAT_OF[country] ?? country

export const isInEu = (country: string): boolean => EU.has(vatCountryOf(country))

function countryOf(prefix: string): string {
  return COUNTRIES[prefix] ?? prefix
}

/** What somebody typed as a VAT id, or a sentence that says what is wrong with it. `gr 123.456.789` is read as `EL123456789`. */
export function readVatId(typed: string): VatId | { wrong: string } {
  const letters = codeText(typed)
    .toUpperCase()
    .replace(/[\s.\-/,_]+/g, '')
    .replace(/^GR/, 'EL')
  const prefix = letters.slice(0, 2)
  const shape = SHAPES[prefix]
  if (!shape)
    return {
      wrong:
        'Begin with the two letters of its country, like DE or FR. We know VAT numbers of the EU and the UK',
    }
  if (!shape.test(letters.slice(2)))
    return { wrong: `A VAT number that begins with ${prefix} is written in another way. Check it` }
  return { vatId: letters, country: countryOf(prefix) }
}

/** The country that a known VAT id, or the number of the seller, begins with. Null: with none. */
export function countryOfVatId(vatId: string): string | null {
  const prefix = vatId.trim().slice(0, 2).toUpperCase()
  return SHAPES[prefix] ? countryOf(prefix) : null
}
