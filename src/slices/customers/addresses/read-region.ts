import { codeText } from '#platform/fields/text.ts'
import type { AddressForm } from './address-form.ts'

/**
 * Reads a region's code or one of its names, in English or in the country's own script, and answers the code. Undefined when the
 * address names none, null when it is not on the list.
 */
export function readRegion(
  typed: string | undefined,
  { country, region }: AddressForm,
): string | undefined | null {
  if (!typed) return undefined
  if (!region?.options) return typed
  const code = codeText(typed)
    .toUpperCase()
    .replace(new RegExp(`^${country}-`), '')
  const byCode = region.options.find(option => option.code.toUpperCase() === code)
  if (byCode) return byCode.code
  const wanted = folded(typed)
  if (!wanted) return null
  const named = (fits: (name: string) => boolean) =>
    region.options?.filter(option => option.also.some(name => fits(folded(name)))) ?? []
  const [same, ...others] = named(name => name === wanted)
  if (same && others.length === 0) return same.code
  // People write `東京` for 東京都 or `Gyeonggi` for Gyeonggi-do, so a beginning that fits only one name counts.
  const beginning = wanted.length >= shortestBeginning(wanted) ? named(name => name.startsWith(wanted)) : []
  return beginning.length === 1 && beginning[0] ? beginning[0].code : null
}

const shortestBeginning = (text: string) => (/^[\p{Script=Latin}\d]+$/u.test(text) ? 4 : 2)

/** Folds accents, case, spaces and words for the kind of place, because they do not distinguish two names. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(county|co\.?|state of|province of|provincia (de|di)|estado de)\s+/u, '')
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
