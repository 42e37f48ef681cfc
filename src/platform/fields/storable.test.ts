import { expect, test } from 'vitest'
import { unstorablePaths } from './storable.ts'

test('a text with a NUL or half a letter is found wherever it stands, even in a key', () => {
  const body = {
    name: 'Ana\0',
    lines: [{ sku: 'A' }, { sku: 'B\ud800' }],
    nested: { 'k\0': 1 },
    fine: '🫖 é',
  }
  expect(unstorablePaths(body).sort()).toEqual(['lines.1.sku', 'name', 'nested'])
})

test('a day far beyond every calendar is found, and so is one that is none', () => {
  const days = [new Date(0), new Date(-7_231_605_072_000_000), new Date(8.64e15), new Date(Number.NaN)]
  expect(unstorablePaths(days).sort()).toEqual(['1', '2', '3'])
})

test('a value that is neither JSON nor a day is found, and is not walked through', () => {
  const bytes = new Uint8Array(50_000_000)
  const others = [
    bytes,
    bytes.buffer,
    new DataView(bytes.buffer),
    new Map(),
    new Set(),
    /x/,
    new Error('x'),
    new URL('a:b'),
  ]
  const begun = performance.now()
  expect(unstorablePaths([...others, Symbol('x'), () => 1, { deep: { bytes } }]).sort()).toEqual(
    [...others.map((_, at) => `${at}`), '8', '9', '10.deep.bytes'].slice(-10).sort(),
  )
  expect(performance.now() - begun).toBeLessThan(500)
})

test('a value that can be stored passes, whatever its shape', () => {
  for (const fine of [
    undefined,
    null,
    1,
    'Zoë 🫖',
    [],
    {},
    new Date(0),
    Object.create(null),
    { a: [{ b: 'c' }] },
  ])
    expect(unstorablePaths(fine)).toEqual([])
})

test('depth and circles do not trouble it', () => {
  const circle: { again?: object } = {}
  circle.again = circle
  expect(unstorablePaths(circle)).toEqual([])
  let deep: unknown = 'x\0'
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(unstorablePaths(deep)).toHaveLength(1)
})
