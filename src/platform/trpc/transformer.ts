import superjson from 'superjson'
import { Refusal } from '#platform/lib/refusal.ts'

/**
 * The values beside JSON in a call. Answers are ours, so superjson reads and writes all of them. Inputs come from a caller:
 * superjson would make typed arrays, maps, regular expressions and sparse arrays of a few bytes, before any limit and any schema.
 * So an input names the two kinds that our schemas have beside JSON, a day and `undefined`, and nothing else.
 */
export const transformer = {
  input: { serialize: writeInput, deserialize: readInput },
  output: superjson,
}

/** A value that stands in two places is written out in both, so the note that they are one is left out. */
function writeInput(value: unknown): unknown {
  const { json, meta } = superjson.serialize(value)
  return meta?.values ? { json, meta: { values: meta.values, v: 1 } } : { json }
}

/** Takes time and memory linear in the input. Throws Refusal('validation_failed'). */
export function readInput(sent: unknown): unknown {
  if (!isPlain(sent)) throw refused('The input is not in its wrapping.')
  const { json, meta } = sent
  if (meta === undefined || meta === null) return json
  if (!isPlain(meta) || Object.keys(meta).some(key => !NOTES.includes(key)))
    throw refused('The notes beside the input hold something that is not used here.')
  if (meta.values === undefined) return json
  if (meta.v !== 1) throw refused('The notes beside the input are of another version.')
  if (Array.isArray(meta.values)) return made(json, meta.values)
  if (!isPlain(meta.values)) throw refused('The notes beside the input cannot be read.')
  for (const [path, kind] of Object.entries(meta.values)) {
    const { parent, key } = placeAt(json, path)
    parent[key] = made(parent[key], kind)
  }
  return json
}

const NOTES = ['values', 'v']

/** A day as `toISOString` writes it, `+275760-09-13T00:00:00.000Z` being the longest. */
const LONGEST_DAY = 27

function made(value: unknown, kind: unknown): Date | undefined {
  const [name, ...more] = Array.isArray(kind) ? kind : []
  if (more.length === 0 && name === 'undefined' && value === null) return undefined
  if (more.length === 0 && name === 'Date' && typeof value === 'string' && value.length <= LONGEST_DAY) {
    const day = new Date(value)
    if (!Number.isNaN(day.getTime()) && day.toISOString() === value) return day
  }
  throw refused('The notes beside the input ask for a kind of value that no field here has.')
}

/**
 * `lines.0.note`. Each step must stand in the JSON already: nothing is made on the way. superjson writes a dot or a backslash
 * in a name with a backslash before it; no name of ours has one, so such a path leads nowhere.
 */
function placeAt(json: unknown, path: string): { parent: Record<string, unknown>; key: string } {
  const steps = path.split('.')
  const key = steps.pop() ?? ''
  let parent = json
  for (const step of steps) parent = has(parent, step) ? parent[step] : undefined
  if (!has(parent, key)) throw refused('The notes beside the input name a place that is not there.')
  return { parent, key }
}

const INDEX = /^(0|[1-9]\d{0,8})$/
const PROTOTYPE_WORDS = ['__proto__', 'constructor', 'prototype']

function has(value: unknown, key: string): value is Record<string, unknown> {
  if (PROTOTYPE_WORDS.includes(key)) return false
  if (Array.isArray(value)) return INDEX.test(key) && Number(key) < value.length
  return isPlain(value) && Object.hasOwn(value, key)
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

function refused(message: string): Refusal {
  return new Refusal('validation_failed', message)
}
