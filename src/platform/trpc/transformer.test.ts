import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import superjson from 'superjson'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { fitting } from '#proof/testing/hostile.ts'
import { appRouter } from '#run/web/trpc-root.ts'
import { readInput, transformer } from './transformer.ts'

const rules = readFileSync('node_modules/superjson/dist/transformer.js', 'utf8')
/** Every word that superjson itself makes something of, read from its rules, so that those of a later version are among them. */
const simple = [...rules.matchAll(/simpleTransformation\([\s\S]*?,\s*'(\w+)',/g)].map(
  ([, name]) => name ?? '',
)
const composite = [...rules.matchAll(/case '([\w-]+)':/g)].map(([, name]) => name ?? '')
/** What such a word may say more. */
const constructors = [...rules.matchAll(/\b(\w+Array),/g)].map(([, name]) => name ?? '')
const kinds = [
  ...simple.filter(name => !['undefined', 'Date'].includes(name)).map(name => [name]),
  ...composite.flatMap(name => [[name], ...constructors.map(more => [[name, more]]), [[name, 'Object']]]),
]

test('superjson’s rules are read, the known ones among them', () => {
  expect(simple).toEqual(
    expect.arrayContaining(['undefined', 'bigint', 'Date', 'Error', 'regexp', 'set', 'map', 'number', 'URL']),
  )
  expect(composite.sort()).toEqual(['class', 'custom', 'symbol', 'typed-array'])
  expect(constructors).toContain('Uint8Array')
})

const refusal = expect.objectContaining({
  name: 'Refusal',
  code: 'validation_failed',
  message: expect.stringMatching(/^The (input|notes)/),
})
const refusalOf = (sent: unknown) => {
  try {
    return readInput(sent)
  } catch (error) {
    return error
  }
}

const json = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 40 }),
  fc.constantFrom(1e9, 4e9, 2 ** 53, -1, 0.5),
  fc.string(),
  fc.constantFrom('/(a+)+$/', '9'.repeat(1_000), 'https://example.com', '2026-11-28T00:00:00.000Z'),
  fc.array(fc.integer(), { maxLength: 5 }),
  fc.constant([['a', 1]]),
  fc.constant({ message: 'x', name: 'Error', stack: 'x' }),
  fc.jsonValue(),
)
const nested = (value: unknown): [json: unknown, path: string | null][] => [
  [value, null],
  [{ sku: value }, 'sku'],
  [[value], '0'],
  [{ lines: [{ note: [value] }] }, 'lines.0.note.0'],
]

test('Every kind that superjson knows, but for a day and undefined, is refused wherever it stands, whatever it is made of', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.option(fc.constantFrom({ 0: ['Date'] }, { 0: ['set'], '0.0': ['undefined'] }, { a: ['map'] })),
      json,
      (kind, inner, value) => {
        for (const [whole, path] of nested(value)) {
          const note = inner ? [...kind, inner] : kind
          const values = path === null ? note : { [path]: note }
          expect(refusalOf({ json: whole, meta: { values, v: 1 } })).toEqual(refusal)
        }
      },
    ),
    { numRuns: 500 },
  )
  for (const kind of kinds)
    for (const values of [kind, { a: kind }])
      expect(refusalOf({ json: { a: 40_000_000 }, meta: { values, v: 1 } }), JSON.stringify(kind)).toEqual(
        refusal,
      )
})

test('A day is what a day is written as, and undefined stands over nothing but null', () => {
  const at = (value: unknown, kind: unknown) =>
    refusalOf({ json: { a: value }, meta: { values: { a: kind }, v: 1 } })
  expect(at('2026-11-28T01:02:03.004Z', ['Date'])).toEqual({ a: new Date('2026-11-28T01:02:03.004Z') })
  expect(at(null, ['undefined'])).toEqual({ a: undefined })
  const noDays = [
    0,
    1e15,
    null,
    [],
    {},
    '',
    'today',
    '2026',
    '2026-11-28',
    '2026-02-30T00:00:00.000Z',
    'x'.repeat(99_999),
  ]
  for (const value of noDays) expect(at(value, ['Date']), String(value).slice(0, 30)).toEqual(refusal)
  for (const value of [0, '', [], {}, 'x']) expect(at(value, ['undefined'])).toEqual(refusal)
  for (const kind of [
    ['Date', {}],
    ['undefined', { a: ['Date'] }],
    'Date',
    [],
    [['Date']],
    { a: ['Date'] },
    7,
    null,
  ])
    expect(at('2026-11-28T01:02:03.004Z', kind), JSON.stringify(kind)).toEqual(refusal)
})

test('A note names a place that is there, so no array is made longer and no prototype is reached', () => {
  const input = () => ({ lines: [{ sku: null }, null], note: null, 'a.b': null, text: 'null' })
  for (const path of [
    'lines.2',
    'lines.4294967294',
    'lines.1e3',
    'lines.-1',
    'lines.00',
    'lines. 1',
    'lines.length',
    'lines.1.sku',
    'lines.0.sku.x',
    'text.length',
    'text.0',
    '',
    'a.b',
    'a\\.b',
    'note\\',
    '__proto__',
    '__proto__.x',
    'lines.__proto__.x',
    'constructor.prototype',
    'lines.0.constructor',
    'toString',
    'x'.repeat(100_000),
    '.'.repeat(100_000),
    'lines.0.'.repeat(10_000),
  ])
    expect(
      refusalOf({ json: input(), meta: { values: { [path]: ['undefined'] }, v: 1 } }),
      path.slice(0, 30),
    ).toEqual(refusal)
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})

test('Notes that things are one thing, notes of an older kind and notes that are none are refused', () => {
  for (const meta of [
    { referentialEqualities: { a: ['b'] }, v: 1 },
    { referentialEqualities: [['a']], values: {}, v: 1 },
    { referentialEqualities: {} },
    { values: { a: ['undefined'] } },
    { values: { a: ['undefined'] }, v: 0 },
    { values: { a: ['undefined'] }, v: '1' },
    { values: 7, v: 1 },
    { values: null, v: 1 },
    'values',
    7,
    [],
    { more: 1, v: 1 },
  ])
    expect(refusalOf({ json: { a: null, b: null }, meta }), JSON.stringify(meta)).toEqual(refusal)
  for (const sent of [null, 7, 'x', [], [1]]) expect(refusalOf(sent)).toEqual(refusal)
})

test('Reading takes time and memory in the measure of what was sent, however it is noted', () => {
  const many = Object.fromEntries(Array.from({ length: 8_000 }, (_, at) => [`k${at}`, null]))
  const values = Object.fromEntries(Object.keys(many).map(key => [key, ['undefined']]))
  const deep = `${'['.repeat(20_000)}null${']'.repeat(20_000)}`
  const sent: (() => unknown)[] = [
    () => ({ json: many, meta: { values, v: 1 } }),
    () => ({
      json: JSON.parse(deep),
      meta: { values: { [Array(20_000).fill('0').join('.')]: ['undefined'] }, v: 1 },
    }),
    () => ({ json: 40_000_000, meta: { values: [['typed-array', 'Uint8Array']], v: 1 } }),
    () => ({ json: { lines: [] }, meta: { values: { 'lines.4294967294': ['undefined'] }, v: 1 } }),
  ]
  for (const make of sent) {
    const one = make()
    const before = { at: performance.now(), bytes: process.memoryUsage().arrayBuffers }
    refusalOf(one)
    // A hundred times what it takes on a busy machine, and a hundredth of what superjson takes for the third.
    expect(performance.now() - before.at).toBeLessThan(500)
    expect(process.memoryUsage().arrayBuffers - before.bytes).toBeLessThan(1_000_000)
  }
})

test('A page’s input arrives unchanged, also a value that stands in it twice', () => {
  const shared = { at: new Date(5), none: undefined }
  const inputs = [
    undefined,
    null,
    new Date(7),
    { cursor: { placedAt: new Date(1), id: 'x' }, query: undefined },
    { a: shared, b: shared, list: [shared, undefined, shared.at] },
    [],
    'mug',
  ]
  for (const input of inputs)
    expect(readInput(JSON.parse(JSON.stringify(transformer.input.serialize(input))))).toEqual(input)
})

test('The inputs of our procedures have no kind beside JSON, days and undefined', () => {
  const procedures = Object.values(
    appRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodType[] } }>,
  )
  const inputs = procedures.flatMap(({ _def }) => _def.inputs)
  expect(inputs.length).toBeGreaterThan(20)
  for (const input of inputs)
    fc.assert(
      fc.property(fitting(input, { uuids: ['x'], words: ['x'] }), value => {
        // superjson writes none of these names, so no page sends them.
        fc.pre(!/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value) ?? ''))
        const { json, meta } = superjson.serialize(value)
        expect(refusalOf({ json, ...(meta?.values && { meta: { values: meta.values, v: 1 } }) })).not.toEqual(
          refusal,
        )
      }),
      { numRuns: 200 },
    )
})
