import fc from 'fast-check'
import { expect, test } from 'vitest'
import { throughTheDoor, withComposedTexts } from './door.ts'

test('every text and key of an input is composed, however deep, and nothing else changes', () => {
  const at = new Date(0)
  const sent = { 'e\u0301': [{ name: 'Zoe\u0308' }], at, n: 1, none: null, gone: undefined }
  expect(withComposedTexts(sent)).toEqual({ é: [{ name: 'Zoë' }], at, n: 1, none: null, gone: undefined })
  expect(sent['e\u0301']).toEqual([{ name: 'Zoe\u0308' }])
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const read = JSON.stringify(withComposedTexts(value))
      expect(read).toBe(read.normalize('NFC'))
    }),
  )
})

test('a key that looks like a prototype stays a key', () => {
  const read = withComposedTexts(JSON.parse('{"__proto__":{"isStaff":true}}')) as object
  expect(Object.keys(read)).toEqual(['__proto__'])
  expect((read as { isStaff?: boolean }).isStaff).toBeUndefined()
})

test('depth and circles do not trouble it', () => {
  const circle: { again?: object } = {}
  circle.again = circle
  expect(withComposedTexts(circle)).toHaveProperty('again.again.again')
  let deep: unknown = 'e\u0301'
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(withComposedTexts(deep)).toHaveLength(1)
})

test.each([
  '４２４２４２４２４２４２４２４２',
  '٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢',
  '4242\u00a04242\u00a04242\u00a04242',
  '4242\u200b4242\u200b4242\u200b4242',
  '4242–4242–4242–4242',
])('a card number is one in whatever digits and spaces it is written: %s', number => {
  expect(() => throughTheDoor({ note: `card ${number}` })).toThrow('not right')
})
