import { expect, test } from 'vitest'
import { cardNumberPaths } from './card-numbers.ts'

test.each([
  ['with spaces', { a: [{ b: '4000 0027 6000 3184' }] }, ['a.0.b']],
  ['with dashes', { a: '5555-5555-5555-4444' }, ['a']],
  ['inside other words', { a: 'pay with 378282246310005 please' }, ['a']],
  ['as a number', { a: 4242424242424242 }, ['a']],
  ['in the field for a telephone', { phone: '4242424242424242' }, ['phone']],
  ['in a payment method', { payment: { method: 'pm_4242424242424242' } }, ['payment.method']],
])('a card number is found %s', (_, body, paths) => {
  expect(cardNumberPaths(body)).toEqual(paths)
})

test.each([
  ['a wrong check digit', { a: '4242424242424241' }],
  ['an order id', { a: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11' }],
  ['an international telephone number', { phone: '+378 2822 4631 0005' }],
  ['a barcode as SKU', { sku: '4006381333634' }],
  ['twenty digits and more', { a: '42424242424242424242' }],
])('%s is not taken for one', (_, body) => {
  expect(cardNumberPaths(body)).toEqual([])
})
