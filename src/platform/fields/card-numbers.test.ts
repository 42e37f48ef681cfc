import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cardNumberPaths, maskCardNumbers, passesLuhn } from './card-numbers.ts'

test.each([
  ['with spaces', { a: [{ b: '4000 0027 6000 3184' }] }, ['a.0.b']],
  ['with dashes', { a: '5555-5555-5555-4444' }, ['a']],
  ['inside other words', { a: 'pay with 378282246310005 please' }, ['a']],
  ['with its date and security code behind it', { a: '4242 4242 4242 4242 12/34 123' }, ['a']],
  ['with its date and security code in one row', { a: '4242424242424242 1234 123' }, ['a']],
  ['as a number', { a: 4242424242424242 }, ['a']],
  ['as a key', { a: { '4242424242424242': true } }, ['a']],
  ['in the field for a telephone', { phone: '4242424242424242' }, ['phone']],
  ['in a payment method', { payment: { method: 'pm_4242424242424242' } }, ['payment.method']],
  [
    'in a line of an address',
    { shippingAddress: { line2: '4242 4242 4242 4242' } },
    ['shippingAddress.line2'],
  ],
  ['in a SKU', { sku: '378282246310005' }, ['sku']],
  ['in an e-mail address', { email: '4242424242424242@example.com' }, ['email']],
  ['in the digits of another script', { a: '٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢' }, ['a']],
  ['short, in free text', { note: '4800000000009' }, ['note']],
  ['as the whole body', '4242424242424242', ['']],
])('a card number is found %s', (_, body, paths) => {
  expect(cardNumberPaths(body)).toEqual(paths)
})

test.each([
  ['a wrong check digit', { a: '4242424242424241' }],
  ['an order id', { a: '019a9d3c-5f4e-7c1a-9a52-3f0f6f0d7b11' }],
  ['an id of digits alone', { a: '01974242-4242-7424-8242-424242424242' }],
  ['an international telephone number', { phone: '+378 2822 4631 0005' }],
  ['a barcode as SKU', { sku: '4006381333634' }],
  ['a telephone number written without its plus', { phone: '4915123456704' }],
  ['the number of somebody at a parcel locker', { line2: 'Postnummer 4800000000009' }],
  ['a tracking number', { trackingNumber: '4242424242424242' }],
  ['an address of digits', { email: '4800000000009@example.com' }],
  ['twenty digits and more', { a: '42424242424242424242' }],
  ['a number that no scheme gives out', { a: '1111111111111117' }],
  ['a moment in milliseconds', { a: 1763798400000 }],
  ['days and times', { a: '2026-11-22 07:51:47, 2026-11-23 08:00' }],
])('%s is not taken for one', (_, body) => {
  expect(cardNumberPaths(body)).toEqual([])
})

const schemes: [begins: string, length: number][] = [
  ['4', 13],
  ['4', 16],
  ['4', 19],
  ['51', 16],
  ['2221', 16],
  ['2720', 16],
  ['34', 15],
  ['37', 15],
  ['6011', 16],
  ['65', 19],
  ['36', 14],
  ['3528', 16],
  ['62', 18],
  ['6759', 13],
  ['2204', 16],
]

/** Any number that a scheme could give out, with its check digit. */
const cardNumber = fc
  .tuple(
    fc.constantFrom(...schemes),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 19, maxLength: 19 }),
  )
  .map(([[begins, length], digits]) => {
    const body = (begins + digits.join('')).slice(0, length - 1)
    const check = [...'0123456789'].find(digit => passesLuhn(body + digit))
    return `${body}${check}`
  })

const written = fc
  .tuple(cardNumber, fc.constantFrom('', ' ', '-'), fc.constantFrom(3, 4, 5))
  .map(([number, between, size]) => number.match(new RegExp(`\\d{1,${size}}`, 'g'))?.join(between) ?? '')

test('every card number is found and cut out, however it is written and wherever it stands', () => {
  const words = fc.stringMatching(/^[a-z ,.]{0,20}$/)
  fc.assert(
    fc.property(written, words, words, (number, before, after) => {
      const text = `${before}: ${number}; ${after}`
      expect(cardNumberPaths({ deep: [{ note: text }] })).toEqual(['deep.0.note'])
      expect(maskCardNumbers(text)).toBe(`${before}: [card]; ${after}`)
    }),
    { numRuns: 1_000 },
  )
})

test('no id is ever taken for one', () => {
  fc.assert(
    fc.property(fc.uuid(), id => {
      expect(cardNumberPaths({ id, about: `order ${id}` })).toEqual([])
      expect(maskCardNumbers(id)).toBe(id)
    }),
    { numRuns: 5_000 },
  )
})

test('depth and circles do not trouble it', () => {
  const circle: { again?: object } = {}
  circle.again = circle
  expect(cardNumberPaths(circle)).toEqual([])
  let deep: unknown = '4242424242424242'
  for (let level = 0; level < 100_000; level++) deep = [deep]
  expect(cardNumberPaths(deep)).toHaveLength(1)
})
