import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Parcel, ParcelState } from '../delivery/parcels.ts'
import { chooseItems, isInTheHouse, linesWithout } from './choose-items.ts'

const states: ParcelState[] = ['planned', 'picking', 'packed', 'shipped', 'delivered']
const lineIds = ['a', 'b', 'c']

const parcels = fc
  .array(
    fc.record({
      state: fc.constantFrom(...states),
      lines: fc.uniqueArray(
        fc.record({ lineId: fc.constantFrom(...lineIds), quantity: fc.integer({ min: 1, max: 5 }) }),
        {
          selector: ({ lineId }) => lineId,
          minLength: 1,
        },
      ),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map(all =>
    all.map(
      (one, index): Parcel => ({
        ...one,
        id: `p${index}`,
        warehouseId: `w${index}`,
        warehouse: `W${index}`,
        carrier: null,
        trackingNumber: null,
      }),
    ),
  )
const wanted = fc.uniqueArray(
  fc.record({ lineId: fc.constantFrom(...lineIds), quantity: fc.integer({ min: 1, max: 8 }) }),
  { selector: ({ lineId }) => lineId, minLength: 1 },
)
const unitsOf = (lines: readonly { lineId: string; quantity: number }[], lineId: string) =>
  lines.reduce((sum, line) => sum + (line.lineId === lineId ? line.quantity : 0), 0)

test('exactly what is wanted is taken out of what is in the house, or it is said what is missing', () => {
  fc.assert(
    fc.property(parcels, wanted, (all, items) => {
      const here = all.filter(isInTheHouse).flatMap(({ lines }) => lines)
      const missing = items.find(({ lineId, quantity }) => unitsOf(here, lineId) < quantity)
      const chosen = chooseItems(all, items)
      if (missing) {
        expect(chosen).toEqual({
          kind: 'too-many',
          lineId: missing.lineId,
          here: unitsOf(here, missing.lineId),
        })
        return
      }
      const takesAll =
        all.every(isInTheHouse) && lineIds.every(lineId => unitsOf(here, lineId) === unitsOf(items, lineId))
      expect(chosen.kind).toBe(takesAll ? 'everything' : 'chosen')
      if (chosen.kind !== 'chosen') return
      for (const { lineId, quantity } of items) expect(unitsOf(chosen.lines, lineId)).toBe(quantity)
      const left = all.flatMap(parcel => (isInTheHouse(parcel) ? linesWithout(parcel, chosen.lines) : []))
      for (const lineId of lineIds)
        expect(unitsOf(left, lineId)).toBe(unitsOf(here, lineId) - unitsOf(items, lineId))
      expect(left.every(({ quantity }) => quantity > 0)).toBe(true)
    }),
  )
})

test('a parcel that nobody has begun goes before one that is packed, and one parcel before two', () => {
  const parcel = (id: string, state: ParcelState, quantity: number): Parcel => ({
    id,
    state,
    warehouseId: id,
    warehouse: id,
    carrier: null,
    trackingNumber: null,
    lines: [{ lineId: 'a', quantity }],
  })
  const from = (...all: Parcel[]) => {
    const chosen = chooseItems(all, [{ lineId: 'a', quantity: 2 }])
    return chosen.kind === 'chosen'
      ? chosen.lines.map(({ parcelId, quantity }) => `${parcelId} ${quantity}`)
      : chosen.kind
  }
  expect(from(parcel('packed', 'packed', 2), parcel('planned', 'planned', 3))).toEqual(['planned 2'])
  expect(from(parcel('little', 'planned', 1), parcel('enough', 'planned', 2))).toEqual(['enough 2'])
  expect(from(parcel('left', 'shipped', 2), parcel('here', 'packed', 1))).toBe('too-many')
})
