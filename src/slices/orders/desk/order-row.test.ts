import { expect, test } from 'vitest'
import { liveRows, type StaffOrderRow } from './order-row.ts'

const row = (id: string, minute: number, changes: Partial<StaffOrderRow> = {}): StaffOrderRow => ({
  id,
  number: id,
  state: 'confirmed',
  money: 'paid',
  delivery: 'unfulfilled',
  needsReview: null,
  recall: null,
  recallAt: null,
  email: 'ana@example.com',
  units: 1,
  totalMinor: 100,
  refundedMinor: 0,
  currency: 'GBP',
  placedAt: new Date(2026, 0, 1, 12, minute),
  endReason: null,
  customerName: 'Ana',
  city: 'Leeds',
  country: 'GB',
  ...changes,
})

test('new orders are counted and not inserted', () => {
  const live = liveRows([row('b', 2), row('a', 1)], [row('d', 4), row('c', 3), row('b', 2), row('a', 1)])
  expect(live.rows.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(live.waiting).toBe(2)
})

test('a changed order changes in its place', () => {
  const live = liveRows([row('b', 2), row('a', 1)], [row('b', 2, { delivery: 'shipped' }), row('a', 1)])
  expect(live.rows[0]).toMatchObject({ id: 'b', delivery: 'shipped', left: false })
})

test('an order that left the view stays where it was and says so', () => {
  const live = liveRows([row('b', 2), row('a', 1)], [row('a', 1)])
  expect(live.rows.map(({ id, left }) => [id, left])).toEqual([
    ['b', true],
    ['a', false],
  ])
})

test('an order that newer ones pushed off the page has not left the view', () => {
  const live = liveRows([row('b', 2), row('a', 1)], [row('c', 3), row('b', 2)])
  expect(live.rows.map(({ id, left }) => [id, left])).toEqual([
    ['b', false],
    ['a', false],
  ])
})
