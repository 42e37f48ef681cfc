import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_QUANTITY } from './line-fields.ts'
import { mergeLines } from './price-order.ts'

test('However often a thing is named, no line exceeds the limit and no units are lost', () => {
  const line = fc.record({
    sku: fc.constantFrom('MUG', 'JUG'),
    quantity: fc.integer({ min: 1, max: MAX_QUANTITY }),
  })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), lines => {
      const unitsOf = (sku: string, among: { sku: string; quantity: number }[]) =>
        among.reduce((sum, one) => sum + (one.sku === sku ? one.quantity : 0), 0)
      const isTooMuch = ['MUG', 'JUG'].some(sku => unitsOf(sku, lines) > MAX_QUANTITY)
      if (isTooMuch) {
        expect(() => mergeLines(lines)).toThrow(expect.objectContaining({ code: 'validation_failed' }))
        return
      }
      const merged = mergeLines(lines)
      for (const sku of ['MUG', 'JUG']) expect(unitsOf(sku, merged)).toBe(unitsOf(sku, lines))
      expect(new Set(merged.map(({ sku }) => sku)).size).toBe(merged.length)
    }),
  )
})

test('The line that exceeds the limit is named', () => {
  const lines = [
    { sku: 'MUG', quantity: MAX_QUANTITY },
    { sku: 'JUG', quantity: 1 },
    { sku: 'MUG', quantity: 1 },
  ]
  expect(() => mergeLines(lines)).toThrow(
    expect.objectContaining({ fields: [expect.objectContaining({ path: 'lines.2.quantity' })] }),
  )
})
