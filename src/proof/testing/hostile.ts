import fc from 'fast-check'
import type { z } from 'zod'

/** Things that exist in the shop, so that made-up inputs get past the first "not found". */
export type Known = { uuids: string[]; words: string[] }

type Def = {
  type: string
  format?: string
  shape: Record<string, z.ZodType>
  element: z.ZodType
  innerType: z.ZodType
  options: z.ZodType[]
  in: z.ZodType
  entries: Record<string, string | number>
  values: unknown[]
}
type Bag = { format?: string; minimum?: number; maximum?: number; patterns?: Set<RegExp> }

/** Values that fit the schema's shape; they meet its refinements by luck. */
export function fitting(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const { def, bag } = schema._zod as unknown as { def: Def; bag: Bag }
  const format = def.format ?? bag.format
  const inner = () => fitting(def.innerType, known)
  switch (def.type) {
    case 'string':
      return fittingText({ ...bag, format }, known)
    case 'number':
    case 'int':
      return fc.integer({
        min: Math.max(bag.minimum ?? -1_000, -1_000),
        max: Math.min(bag.maximum ?? 1_000, 1_000),
      })
    case 'boolean':
      return fc.boolean()
    case 'date':
      return fc.date({ noInvalidDate: true })
    case 'literal':
      return fc.constantFrom(...def.values)
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries))
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape).map(([key, at]) => [key, fitting(at, known)])),
      )
    case 'array':
      return fc.array(fitting(def.element, known), { minLength: bag.minimum ?? 0, maxLength: 4 })
    case 'optional':
    case 'default':
    case 'prefault':
      return fc.option(inner(), { nil: undefined })
    case 'nullable':
      return fc.option(inner(), { nil: null })
    case 'union':
      return fc.oneof(...def.options.map(option => fitting(option, known)))
    case 'pipe':
      return fitting(def.in, known)
    case 'any':
    case 'unknown':
    case 'transform':
      // Written and read, because JSON makes 0 of the -0 that fast-check likes to try.
      return fc.jsonValue().map(value => JSON.parse(JSON.stringify(value)))
    default:
      throw new Error(`No values are made for ${def.type} yet: add it to hostile.ts.`)
  }
}

function fittingText(
  { format, minimum = 0, maximum = 60, patterns }: Bag,
  known: Known,
): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...known.uuids))
  if (format === 'email') return fc.emailAddress()
  if (format === 'date') return fc.date({ noInvalidDate: true }).map(date => date.toISOString().slice(0, 10))
  const pattern = [...(patterns ?? [])][0]
  if (pattern) return fc.stringMatching(pattern)
  const text = fc.string({ unit: 'grapheme', minLength: minimum, maxLength: Math.min(maximum, 60) })
  return fc.oneof(text, fc.constantFrom(...known.words))
}

/** Values that JSON can write and JavaScript cannot hold or print; put in after the value became text. */
const RAW = '\u00abraw:'
const DEPTH = 20_000

const hostile: readonly unknown[] = [
  null,
  true,
  '',
  ' ',
  '\0',
  'Ana\0Moss',
  '\ud800',
  'x\udc00y',
  '\u202egnp.exe',
  '🫖'.repeat(40),
  'x'.repeat(100_000),
  "' or 1=1; drop table orders; --",
  '%_\\',
  '(((((((((((((((((a+)+)+)+)+)+)+)+)+',
  '"a" & | ! <-> :*',
  '{{7*7}}<script>alert(1)</script>',
  '../../../etc/passwd',
  'http://169.254.169.254/latest/meta-data',
  '\r\nset-cookie: a=b',
  'constructor',
  '__proto__',
  '------------------------------------',
  '00000000-0000-0000-0000-000000000000',
  'NaN',
  '4242 4242 4242 4242',
  0,
  -0,
  -1,
  0.1,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  `${RAW}1e309\u00bb`,
  `${RAW}-1e309\u00bb`,
  `${RAW}123456789012345678901234567890\u00bb`,
  [],
  {},
  [[]],
  Array.from({ length: 2_000 }, (_, index) => index),
  `${RAW}deep\u00bb`,
  JSON.parse('{"__proto__":{"isStaff":true},"constructor":{"prototype":{"isStaff":true}}}'),
  { toString: 'no function', length: -1 },
  { $ne: null },
]

/** Members that no input has: they must be ignored. */
const extras = {
  role: 'admin',
  isStaff: true,
  customerId: '00000000-0000-0000-0000-000000000000',
  state: 'confirmed',
  total: 1,
}

/** A fitting value with one place of it made hostile, or whole; and sometimes more than was asked for. */
export function spoilt(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const bad = fc.constantFrom(...hostile)
  return fc.oneof(
    { weight: 3, arbitrary: value },
    {
      weight: 8,
      arbitrary: fc.tuple(value, bad, fc.nat()).map(([whole, one, place]) => spoil(whole, one, place)),
    },
    { weight: 1, arbitrary: bad },
    { weight: 1, arbitrary: value.map(whole => (isObject(whole) ? { ...whole, ...extras } : whole)) },
  )
}

/** The value once for each text and day in it, with that one such as no database can keep. */
export function unstorable(value: unknown): unknown[] {
  return placesOf(value).flatMap(path => {
    const here = path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value)
    if (here instanceof Date) return [replaced(value, path, new Date(8.64e15))]
    return typeof here === 'string' ? ['Ana\0Moss', 'Ana\ud800'].map(bad => replaced(value, path, bad)) : []
  })
}

function spoil(value: unknown, bad: unknown, place: number): unknown {
  const places = placesOf(value)
  const path = places[place % places.length] ?? []
  return replaced(value, path, bad)
}

export function placesOf(value: unknown, path: string[] = []): string[][] {
  const below = isObject(value) || Array.isArray(value) ? Object.entries(value) : []
  return [path, ...below.flatMap(([key, inside]) => placesOf(inside, [...path, key]))]
}

export function replaced(value: unknown, [key, ...rest]: string[], bad: unknown): unknown {
  if (key === undefined) return bad
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? replaced(item, rest, bad) : item))
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, bad) }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date)
}

export function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null'
  const raw = new RegExp(`"${RAW}([^"\u00bb]+)\u00bb"`, 'g')
  const deep = `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`
  return text.replaceAll(raw, (_, said: string) => (said === 'deep' ? deep : said))
}

/**
 * Notes beside the JSON that would tell superjson to make other things of it, over whatever stands there: a number becomes as
 * many bytes as it says. The door takes days and undefined alone (src/platform/trpc/transformer.ts).
 */
export const spoiltMeta: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    'values',
    { values: { orderId: ['Date'], 'lines.0.quantity': ['bigint'], nothing: ['undefined'] }, v: 1 },
    { values: { '__proto__.isStaff': ['Date'], 'constructor.prototype': ['map'] }, v: 1 },
    { values: { 'lines.4294967294': ['undefined'], 'lines.99999999': ['Date'] }, v: 1 },
    { values: { orderId: [['typed-array', 'Float64Array']], limit: [['typed-array', 'Uint8Array']] }, v: 1 },
    { referentialEqualities: { orderId: ['__proto__.isStaff', 'constructor.prototype.isStaff'] }, v: 1 },
    { referentialEqualities: [['orderId', 'lines']], v: 1 },
    { values: 7, referentialEqualities: 7 },
  ),
  fc
    .constantFrom(
      'Date',
      'undefined',
      'bigint',
      'map',
      'set',
      'regexp',
      'Error',
      'number',
      'URL',
      ['class', 'Customer'],
      ['custom', 'none'],
      ['typed-array', 'Function'],
      ['typed-array', 'Uint8Array'],
      ['typed-array', 'Float64Array'],
      ['symbol', 'iterator'],
    )
    .chain(kind =>
      fc.constantFrom(
        { values: [kind], v: 1 },
        { values: [kind] },
        { values: [kind, { 0: ['Date'] }], v: 1 },
      ),
    ),
)
