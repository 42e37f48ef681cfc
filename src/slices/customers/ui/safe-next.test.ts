import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test('a path on this site is kept', () => {
  expect(safeNext('/checkout?from=cart#card')).toBe('/checkout?from=cart#card')
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/.//evil.example/inbox',
  '/..//evil.example',
  '/a/..//evil.example',
  '/%2e//evil.example',
  '/.%2E//evil.example',
  '/./\\evil.example',
  '/.\t.//evil.example',
  'https:/evil.example',
  '/.//user:word@evil.example',
  'checkout',
  '',
  undefined,
])('%j leads to the order history instead', next => {
  expect(safeNext(next)).toBe('/account/orders')
})

const parts = fc.constantFrom(
  ...[
    '/',
    '//',
    '\\',
    '.',
    '..',
    '%2e',
    '%2E',
    '%2f',
    '%5c',
    '\t',
    '\n',
    '\r',
    ' ',
    '\0',
    '@',
    ':',
    '?',
    '#',
    ';',
    '&',
    '=',
  ],
  ...[
    'evil.example',
    'user:word@evil.example',
    'https:',
    'javascript:alert(1)',
    'shop.invalid',
    'shop.example',
    '%00',
    '%zz',
  ],
  ...['[::1]', '\u3002', '\uff0f', '\u2024', '\ud800', '\u202e', 'checkout', 'a'],
)
const made = fc.oneof(
  fc.array(parts, { maxLength: 10 }).map(list => list.join('')),
  fc.array(parts, { maxLength: 10 }).map(list => `/${list.join('')}`),
  fc.webUrl(),
  fc.string({ unit: 'binary' }).map(text => `/${text}`),
)

test('for any text the answer leads to a page of this site, and browsers read it as it was checked', () => {
  fc.assert(
    fc.property(made, next => {
      const path = safeNext(next)
      expect(path).toMatch(/^\/(?![/\\])/)
      for (const origin of ['https://shop.example', 'http://localhost:3000']) {
        for (const at of [origin, `${origin}/account/sign-in?next=x`]) {
          const url = new URL(path, at)
          expect(url.origin).toBe(origin)
          expect(url.username + url.password).toBe('')
          expect(url.href).toBe(origin + path)
        }
      }
      expect(safeNext(path)).toBe(path)
    }),
    { numRuns: 5_000 },
  )
})
