import { expect, test } from 'vitest'
import { LONGEST_WAIT_MS, retryAfterMs } from './retry-after.ts'

const now = new Date('2026-11-27T10:00:00Z')

test.each([
  ['7', 7_000],
  [' 1.5 ', 1_500],
  ['Fri, 27 Nov 2026 10:00:30 GMT', 30_000],
  // Past, or nothing: a moment all the same.
  ['0', 1_000],
  ['Fri, 27 Nov 2026 09:00:00 GMT', 1_000],
  // A wait without end is cut to the longest.
  ['999999999', LONGEST_WAIT_MS],
  ['Sat, 28 Nov 2026 10:00:00 GMT', LONGEST_WAIT_MS],
  ['soon', null],
  ['-5', 1_000],
  ['', null],
  [null, null],
  [undefined, null],
])('Retry-After %s is a wait of %s ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms)
})
