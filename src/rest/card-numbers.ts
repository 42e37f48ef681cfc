/** Digits in a row, single spaces or dashes allowed between them, as cards are written. */
const digitRuns = /\d(?:[ -]?\d){12,18}(?![ -]?\d)/g
const MAX_DEPTH = 20
const MAX_PATHS = 10

/**
 * Where in a body something stands that looks like a card number: 13 to 19 digits with a good check digit. Told by
 * path alone, so that the number itself goes no further.
 */
export function cardNumberPaths(body: unknown): string[] {
  const paths: string[] = []
  const look = (value: unknown, path: (string | number)[]) => {
    if (paths.length >= MAX_PATHS || path.length > MAX_DEPTH) return
    if (typeof value === 'string' || typeof value === 'number') {
      if (looksLikeCard(String(value), String(path.at(-1) ?? ''))) paths.push(path.join('.'))
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) look(item, [...path, index])
    } else if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) look(item, [...path, key])
    }
  }
  look(body, [])
  return paths
}

function looksLikeCard(text: string, field: string): boolean {
  // An international telephone number may have fifteen digits, and one in ten passes the check.
  if (field === 'phone' && /^\s*(\+|00)/.test(text)) return false
  // A SKU may be a barcode: EAN-13 or GTIN-14.
  const shortest = field === 'sku' ? 15 : 13
  return [...text.matchAll(digitRuns)].some(([run]) => {
    const digits = run.replace(/[ -]/g, '')
    return digits.length >= shortest && passesLuhn(digits)
  })
}

/** The check digit every card number carries (ISO/IEC 7812-1, annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (const [place, digit] of [...digits].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
