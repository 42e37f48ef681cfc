import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actionWords, changesBetween, nameOf, provedWords, whoIs } from './audit-words.ts'

test('what changed is told in words, and what did not is left out', () => {
  const before = {
    state: 'confirmed',
    version: 1,
    roles: [],
    places: [{ warehouse: 'north', onHand: 4 }],
    note: null,
  }
  const after = {
    state: 'cancelled',
    version: 2,
    roles: ['Owner', 'Buyer'],
    places: [
      { warehouse: 'north', onHand: 4 },
      { warehouse: 'south', onHand: 0 },
    ],
    note: null,
  }
  expect(changesBetween({ before, after })).toEqual([
    { name: 'state', before: 'confirmed', after: 'cancelled' },
    { name: 'roles', before: 'none', after: 'Owner, Buyer' },
    {
      name: 'places',
      before: 'warehouse north, on hand 4',
      after: 'warehouse north, on hand 4; warehouse south, on hand 0',
    },
  ])
  expect(changesBetween({ before: null, after: { sku: 'MUG' } })).toEqual([
    { name: 'sku', before: 'nothing', after: 'MUG' },
  ])
})

test('moments, sums and answers read as people write them', () => {
  const after = {
    acceptedAt: null,
    expiresAt: '2026-12-05T22:00:00.061+00:00',
    priceMinor: 650,
    currency: 'GBP',
    variants: [{ variantId: '0198', sku: 'MUG', price: { amount: 1_200, currency: 'GBP' }, onSale: false }],
  }
  expect(changesBetween({ before: null, after })).toEqual([
    { name: 'expires', before: 'nothing', after: '5 Dec 2026, 22:00' },
    { name: 'price', before: 'nothing', after: '£6.50' },
    { name: 'variants', before: 'nothing', after: 'sku MUG, price £12.00, on sale no' },
  ])
  const again = { ...after, expiresAt: '2026-12-05T22:00:00.061Z' }
  expect(changesBetween({ before: again, after })).toEqual([])
})

test('a thing is called as people know it, and by its id where nothing else is known', () => {
  const order = { entityId: '0198', before: null, after: { number: 'O-2K7F-9QXM' } }
  expect(nameOf(order)).toBe('O-2K7F-9QXM')
  expect(nameOf({ ...order, before: { name: 'Till' }, after: null })).toBe('Till')
  expect(nameOf({ ...order, after: null })).toBe('0198')
})

test('an actor is told by name', () => {
  expect(whoIs('staff:0198:Ada: the first')).toBe('Ada: the first')
  expect(whoIs('key:0198:Till')).toBe('The key Till')
  expect(whoIs('system:command')).toBe('The command line')
})

test('how somebody had proved who they are is said in words', () => {
  expect(provedWords(['password', 'totp'])).toBe('In a session with a password and a code of their app')
  expect(provedWords([])).toBe('In a session with nothing proved')
})

test('everything that is noted in the audit has a verb', () => {
  const files = globSync('src/{slices,run,platform,desk}/**/*.ts').filter(file => !file.endsWith('.test.ts'))
  const actions = files.flatMap(file => [
    ...readFileSync(file, 'utf8').matchAll(/\baction: '([a-z-]+\.[a-z-]+)'/g),
  ])
  expect(actions.length).toBeGreaterThan(50)
  const wordless = actions.map(([, action = '']) => action).filter(action => /^\(/.test(actionWords(action)))
  expect(wordless).toEqual([])
})
