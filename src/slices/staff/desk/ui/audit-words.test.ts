import { expect, test } from 'vitest'
import { changesBetween, provedWords, whoIs } from './audit-words.ts'

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
      before: 'warehouse north, onHand 4',
      after: 'warehouse north, onHand 4; warehouse south, onHand 0',
    },
  ])
  expect(changesBetween({ before: null, after: { sku: 'MUG' } })).toEqual([
    { name: 'sku', before: 'nothing', after: 'MUG' },
  ])
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
