import { expect, test } from 'vitest'
import { asFieldText, momentOf } from './desk-moment.ts'

test('a date field uses the shop’s own clock, in winter and in summer', () => {
  expect(momentOf('2026-11-26T10:00')?.toISOString()).toBe('2026-11-26T10:00:00.000Z')
  expect(momentOf('2026-07-26T10:00')?.toISOString()).toBe('2026-07-26T09:00:00.000Z')
  expect(momentOf('2026-10-25T03:00')?.toISOString()).toBe('2026-10-25T03:00:00.000Z')
  expect(momentOf('2026-03-29T02:30')?.toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(asFieldText(new Date('2026-07-26T09:00:00Z'))).toBe('2026-07-26T10:00')
})

test('a text that is not a date gives null', () => {
  expect(momentOf('')).toBeNull()
  expect(momentOf('soon')).toBeNull()
})
