import { expect, test } from 'vitest'
import { payableLines } from './checkout-fields.ts'
import { shortageTitle, shortageWords, shortLines, withAnswer } from './short-lines.ts'
import { summaryLines } from './summary-lines.ts'

const mug = {
  sku: 'MUG',
  name: 'Mug',
  options: { Size: 'Large', Colour: 'Blue' },
  quantity: 2,
  reduction: null,
  available: 5,
  later: null,
}
const vase = { sku: 'VASE', name: 'Tall vase', options: {}, quantity: 1, available: 1 }
const refused = (available: number) => new Map([['MUG', available]])

test('a cart with enough stock has no short lines and is paid in full', () => {
  expect(shortLines([mug, vase])).toEqual([])
  expect(payableLines([mug, vase])).toEqual([
    { sku: 'MUG', quantity: 2 },
    { sku: 'VASE', quantity: 1 },
  ])
})

test('the cart itself shows a line that has run out', () => {
  expect(shortLines([{ ...mug, available: 0 }])).toEqual([
    { sku: 'MUG', name: 'Mug, Blue, Large', requested: 2, available: 0 },
  ])
})

test('the answer to Pay is newer than the cart, and Pay counts the quantities in it', () => {
  const known = withAnswer([mug, vase], refused(1))
  expect(shortLines(known)).toEqual([{ sku: 'MUG', name: 'Mug, Blue, Large', requested: 2, available: 1 }])
  expect(payableLines(known)).toEqual([
    { sku: 'MUG', quantity: 1 },
    { sku: 'VASE', quantity: 1 },
  ])
  expect(payableLines(withAnswer([mug, vase], refused(0)))).toEqual([{ sku: 'VASE', quantity: 1 }])
})

test('a line set to the stock that is left is no longer short', () => {
  expect(shortLines(withAnswer([{ ...mug, quantity: 1 }], refused(1)))).toEqual([])
})

test('the summary counts the same units as Pay, and marks the others', () => {
  const money = (amount: number) => ({ amount, currency: 'GBP' })
  const line = (known: typeof mug) => ({
    ...known,
    slug: 'mug',
    imageUrl: null,
    unitPrice: money(500),
    seenPrice: money(500),
    priceChanged: false,
    isSold: true,
    total: money(1_000),
  })
  const shown = (available: number) => {
    const lines = withAnswer([line(mug)], refused(available))
    return summaryLines(lines, undefined, { short: shortLines(lines), oldPrices: new Map() })[0]
  }
  expect(shown(1)).toMatchObject({ quantity: 1, total: money(500), remark: 'Only 1 left, you asked for 2' })
  expect(shown(0)).toMatchObject({ quantity: 2, notCounted: true, remark: 'Sold out' })
  expect(shown(5)).toMatchObject({ quantity: 2, total: money(1_000), remark: undefined })
})

test('a shortage is explained in words, with the name of the item', () => {
  expect(shortageWords({ available: 0 })).toBe('Sold out')
  expect(shortageWords({ available: 2 })).toBe('Only 2 left')
  const [one] = shortLines([{ ...mug, available: 0 }])
  const [few] = shortLines([{ ...mug, available: 1 }])
  if (!one || !few) throw new Error('both are short')
  expect([[one], [few], [one, one], [one, few]].map(shortageTitle)).toEqual([
    'Mug, Blue, Large has just sold out',
    'We have only 1 of Mug, Blue, Large',
    '2 of your items have just sold out',
    'We don’t have all of 2 of your items',
  ])
})
