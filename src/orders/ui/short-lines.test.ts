import { expect, test } from 'vitest'
import { shortageWords, shortLines } from './short-lines.ts'

const mug = { sku: 'MUG', name: 'Mug', options: { Size: 'Large', Colour: 'Blue' }, quantity: 2, available: 5 }
const vase = { sku: 'VASE', name: 'Tall vase', options: {}, quantity: 1, available: 1 }

test('a cart that can be had has no short lines', () => {
  expect(shortLines([mug, vase], null)).toEqual([])
})

test('the cart itself knows of a line that has run out', () => {
  expect(shortLines([{ ...mug, available: 0 }], null)).toEqual([
    { sku: 'MUG', name: 'Mug, Blue, Large', requested: 2, available: 0 },
  ])
})

test('the answer to Pay is newer than the cart', () => {
  const notice = {
    kind: 'out_of_stock' as const,
    lines: [{ sku: 'MUG', name: 'Blue mug', requested: 2, available: 1 }],
  }
  expect(shortLines([mug, vase], notice)).toEqual([
    { sku: 'MUG', name: 'Mug, Blue, Large', requested: 2, available: 1 },
  ])
})

test('a line set to what is left is short no more', () => {
  const notice = {
    kind: 'out_of_stock' as const,
    lines: [{ sku: 'MUG', name: 'Blue mug', requested: 2, available: 1 }],
  }
  expect(shortLines([{ ...mug, quantity: 1 }], notice)).toEqual([])
})

test('a shortage is said in words', () => {
  expect(shortageWords({ available: 0 })).toBe('Sold out')
  expect(shortageWords({ available: 2 })).toBe('Only 2 left')
})
