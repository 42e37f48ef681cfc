import { expect, test } from 'vitest'
import { arrivalAt } from './order-within.ts'

const promised = { arrival: 'Thursday', orderBy: '2026-12-01T16:00:00.000Z', after: 'Friday' }
const at = (moment: string | null) => arrivalAt(promised, moment === null ? null : Date.parse(moment))

test.each([
  ['2026-12-01T13:50:00Z', 'Thursday', 'Order within 2 h 10 min'],
  ['2026-12-01T14:00:01Z', 'Thursday', 'Order within 1 h 59 min'],
  ['2026-12-01T15:00:00Z', 'Thursday', 'Order within 1 h'],
  ['2026-12-01T15:59:01Z', 'Thursday', 'Order within a minute'],
  ['2026-12-01T16:00:00Z', 'Friday', null],
  ['2026-12-02T09:00:00Z', 'Friday', null],
  // More than a day ahead, and on the server, which has no clock that the browser agrees with.
  ['2026-11-28T09:00:00Z', 'Thursday', 'Order by Tue 1 Dec, 16:00'],
  [null, 'Thursday', 'Order by Tue 1 Dec, 16:00'],
])('at %s an order arrives on %s: %s', (moment, arrival, orderWithin) => {
  expect(at(moment)).toEqual({ arrival, orderWithin })
})
