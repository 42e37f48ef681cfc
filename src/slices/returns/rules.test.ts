import { expect, test } from 'vitest'
import { readReturnNumber } from './read-return-number.ts'
import { returnNumber } from './return-number.ts'
import { judge, lastDays } from './rules.ts'

const deliveredAt = new Date('2026-03-10T10:00:00Z')
const verdict = (reason: Parameters<typeof judge>[0]['reason'], now: string) =>
  judge({ reason, deliveredAt, now: new Date(now), days: 30 }).kind

test('within the days everything with a plain reason is approved at once, and another reason waits for a person', () => {
  const within = '2026-04-09T22:59:00Z'
  expect(verdict('changed_mind', within)).toBe('approved')
  expect(verdict('damaged', within)).toBe('approved')
  expect(verdict('wrong_item', within)).toBe('approved')
  expect(verdict('not_as_described', within)).toBe('approved')
  expect(verdict('other', within)).toBe('staff')
})

test('after the days a change of mind is too late, and a fault waits for a person for two years', () => {
  // Midnight in London, in summer time.
  expect(verdict('changed_mind', '2026-04-09T23:01:00Z')).toBe('too_late')
  expect(verdict('damaged', '2026-04-09T23:01:00Z')).toBe('staff')
  expect(verdict('damaged', '2028-03-10T23:00:00Z')).toBe('staff')
  expect(verdict('damaged', '2028-03-11T00:01:00Z')).toBe('too_late')
})

test('the two years after a 29th of February end with the 1st of March', () => {
  expect(lastDays({ deliveredAt: new Date('2024-02-29T12:00:00Z'), days: 30 }).forFaults).toBe('2026-03-01')
})

test('the number of a return is read as a scanner or a person types it', () => {
  const number = returnNumber('0198f0a0-0000-7000-8000-000000000001', 0)
  expect(number).toMatch(/^R-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  expect(readReturnNumber(number)).toBe(number)
  expect(readReturnNumber(` ${number.toLowerCase().replaceAll('-', ' ')} `)).toBe(number)
  expect(readReturnNumber(number.slice(2))).toBe(number)
  expect(readReturnNumber(number.replace('R', 'O'))).toBeNull()
  expect(readReturnNumber('not a number')).toBeNull()
})
