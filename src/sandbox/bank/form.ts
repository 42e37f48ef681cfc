/** A form's values: text, lists (`a[]=x`, `a[0]=x`) and nested parameters (`a[b]=x`). */
export type FormValue = string | FormValue[] | { [name: string]: FormValue }
export type FormValues = { [name: string]: FormValue }

/** Stripe's own calls stay far below; a caller beyond this is probing. */
const mostPairs = 500
const deepest = 5

/** Decodes Stripe's form encoding. Null when it is malformed, too deep or too long. */
export function decodeForm(encoded: string): FormValues | null {
  const root: FormValues = Object.create(null)
  let pairs = 0
  for (const [name, value] of new URLSearchParams(encoded)) {
    pairs += 1
    const path = namePath(name)
    if (pairs > mostPairs || !path || !put(root, path, value)) return null
  }
  return root
}

function namePath(name: string): string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (!match?.[1]) return null
  const path = [match[1], ...[...(match[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map(part => part[1] ?? '')]
  return path.length > deepest ? null : path
}

function put(root: FormValues, path: string[], value: string): boolean {
  let place: FormValues | FormValue[] = root
  for (const [depth, part] of path.entries()) {
    const next = path[depth + 1]
    const fresh: FormValue =
      next === undefined ? value : next === '' || /^\d+$/.test(next) ? [] : Object.create(null)
    let held: FormValue | undefined
    if (Array.isArray(place)) {
      if (part !== '' && Number(part) !== place.length && next === undefined) return false
      held = part === '' ? undefined : place[Number(part)]
      if (held === undefined) {
        held = fresh
        place.push(held)
      }
    } else {
      held = next === undefined ? undefined : place[part]
      if (held === undefined) {
        held = fresh
        place[part] = held
      }
    }
    if (next === undefined) return true
    if (typeof held === 'string') return false
    place = held
  }
  return true
}
