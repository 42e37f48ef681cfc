import { Refusal } from '../lib/refusal.ts'

/** Refuses values that the database could not store, by name. Every door calls it, so that no query fails for them. */
export function refuseUnstorable(value: unknown): void {
  const paths = unstorablePaths(value)
  if (paths.length)
    throw new Refusal(
      'validation_failed',
      'Some fields are not right.',
      paths.map(path => ({
        path,
        message: 'This holds a character, a day or a kind of value that cannot be kept',
      })),
    )
}

/**
 * The places in a value that Postgres cannot store: a text with a NUL or with half of a surrogate pair, a
 * day without a four-digit year, a value that is neither JSON nor a day. Keys count too. It walks without recursion, since a caller may nest it deeply.
 */
export function unstorablePaths(value: unknown): string[] {
  const paths: string[] = []
  const open: { value: unknown; path: string }[] = [{ value, path: '' }]
  const seen = new Set<object>()
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: here, path } = next
    if (typeof here === 'string') {
      if (!isStorable(here)) paths.push(path)
    } else if (here instanceof Date) {
      if (!(here >= FIRST_DAY && here < LAST_DAY)) paths.push(path)
    } else if (isUnknownKind(here)) {
      paths.push(path)
    } else if (here !== null && typeof here === 'object' && !seen.has(here)) {
      seen.add(here)
      for (const [key, inside] of Object.entries(here)) {
        const below = path === '' ? key : `${path}.${key}`
        if (isStorable(key)) open.push({ value: inside, path: below })
        else paths.push(path)
      }
    }
    if (paths.length === MAX_PATHS) break
  }
  return paths
}

/** JSON nested deeper than this is nobody's event, and neither Postgres nor JSON.stringify takes it at any depth. */
const DEEPEST = 100

/** Whether JSON that came from outside can be kept whole as it is. */
export function isStorableJson(value: unknown): boolean {
  return unstorablePaths(value).length === 0 && !nestsBelow(value, DEEPEST)
}

function nestsBelow(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  return levels === 0 || Object.values(value).some(inside => nestsBelow(inside, levels - 1))
}

/** Their years are written with a sign, which no database reads. */
const FIRST_DAY = new Date('0001-01-01')
const LAST_DAY = new Date('9999-12-31')

/** Enough for a person to see what is wrong. */
const MAX_PATHS = 10

/** Neither JSON nor a day: a map, a regular expression, or bytes, of which each would be walked through as a field. */
function isUnknownKind(value: unknown): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return true
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype !== Object.prototype && prototype !== null
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}
