import { refuseCardNumbers } from './card-numbers.ts'
import './field-words.ts'
import { refuseUnstorable } from './storable.ts'
import { composed } from './text.ts'

/**
 * The door that every body and input passes before a schema reads it: refuses values that could not be stored or that look like
 * a card number, and answers the same value with its texts composed (NFC), so that two ways of typing a letter are one.
 * A field that is a code is read more strictly by its own schema (fields.ts).
 */
export function throughTheDoor(value: unknown): unknown {
  refuseUnstorable(value)
  const read = withComposedTexts(value)
  refuseCardNumbers(read)
  return read
}

/** A copy where something changes, else the value itself. It walks without recursion, since a caller may nest the value deeply. */
export function withComposedTexts(value: unknown): unknown {
  const holder: { value: unknown } = { value }
  const open: { into: Record<string, unknown>; key: string }[] = [{ into: holder, key: 'value' }]
  const copies = new Map<object, object>()
  for (let next = open.pop(); next; next = open.pop()) {
    const { into, key } = next
    const here = into[key]
    if (typeof here === 'string') {
      set(into, key, composed(here))
    } else if (isPlain(here)) {
      const known = copies.get(here)
      const copy = known ?? (Array.isArray(here) ? [...here] : plainCopy(here))
      set(into, key, copy)
      if (known) continue
      copies.set(here, copy)
      for (const inside of Object.keys(copy))
        open.push({ into: copy as Record<string, unknown>, key: inside })
    }
  }
  return holder.value
}

const isPlain = (value: unknown): value is object => {
  if (value === null || typeof value !== 'object') return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Array.prototype || prototype === Object.prototype || prototype === null
}

/** Keys are texts too. `__proto__` stays a key and never becomes a prototype. */
function plainCopy(value: object): object {
  const copy = {}
  for (const [key, inside] of Object.entries(value)) set(copy, composed(key), inside)
  return copy
}

function set(into: object, key: string, value: unknown) {
  Object.defineProperty(into, key, { value, writable: true, enumerable: true, configurable: true })
}
