import { codeText } from '#platform/lib/text.ts'
import type { AddressForm } from './address-form.ts'

/**
 * A region by its code or by one of its names, in English or in the country's own script, as the code. Undefined: none was
 * given. Null: none of the list.
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
  // `東京` for 東京都, `Gyeonggi` for Gyeonggi-do: the beginning of one name only.
  const beginning = wanted.length >= shortestBeginning(wanted) ? named(name => name.startsWith(wanted)) : []
  return beginning.length === 1 && beginning[0] ? beginning[0].code : null
}

const shortestBeginning = (text: string) => (/^[\p{Script=Latin}\d]+$/u.test(text) ? 4 : 2)

/** Accents, case, spaces, and words that only say what kind of place it is do not tell two names apart. */
function folded(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(county|co\.?|state of|province of|provincia (de|di)|estado de)\s+/u, '')
    .replace(/&/g, 'and')
    .replace(/[^\p{L}\p{N}]/gu, '')
}
