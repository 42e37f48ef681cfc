import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planAllocation } from './plan-allocation.ts'

const level = (
  variantId: string,
  warehouseId: string,
  free: number,
  priority = warehouseId === 'north' ? 0 : 1,
) => ({ variantId, warehouseId, bucket: 0, free, priority })
const wish = (variantId: string, quantity: number) => ({
  orderLineId: `line-${variantId}`,
  variantId,
  quantity,
})
const parcels = (plan: ReturnType<typeof planAllocation>) =>
  plan?.map(({ variantId, warehouseId, quantity }) => `${variantId} ${quantity} ${warehouseId}`)

test('the plan takes a line from the first warehouse that has all of it', () => {
  expect(
    parcels(planAllocation([wish('cup', 2)], [level('cup', 'south', 9), level('cup', 'north', 5)])),
  ).toEqual(['cup 2 north'])
})

test('a warehouse that can fill the whole order comes before a nearer one that cannot', () => {
  const levels = [level('cup', 'north', 9), level('cup', 'south', 9), level('bowl', 'south', 9)]
  expect(parcels(planAllocation([wish('cup', 1), wish('bowl', 1)], levels))).toEqual([
    'cup 1 south',
    'bowl 1 south',
  ])
})

test('a line is split only when no shelf holds all of it', () => {
  expect(
    parcels(planAllocation([wish('cup', 5)], [level('cup', 'north', 3), level('cup', 'south', 4)])),
  ).toEqual(['cup 3 north', 'cup 2 south'])
})

test('there is no plan when all warehouses together have too little', () => {
  expect(planAllocation([wish('cup', 8)], [level('cup', 'north', 3), level('cup', 'south', 4)])).toBeNull()
  expect(planAllocation([wish('cup', 1)], [])).toBeNull()
})

test('for any shelves a plan takes exactly the wanted units and never more than a shelf has, and fails only when stock is short', () => {
  const variants = ['a', 'b', 'c']
  const levels = fc.array(
    fc.record({
      warehouse: fc.constantFrom('north', 'south', 'west'),
      variant: fc.constantFrom(...variants),
      free: fc.integer({ min: 0, max: 10 }),
    }),
    { maxLength: 9 },
  )
  const wishes = fc.dictionary(fc.constantFrom(...variants), fc.integer({ min: 1, max: 15 }), { minKeys: 1 })
  fc.assert(
    fc.property(levels, wishes, (stocked, wanted) => {
      const shelves = [
        ...new Map(
          stocked.map(({ warehouse, variant, free }) => [
            `${variant} ${warehouse}`,
            level(variant, warehouse, free),
          ]),
        ).values(),
      ]
      const lines = Object.entries(wanted).map(([variant, quantity]) => wish(variant, quantity))
      const plan = planAllocation(lines, shelves)
      const enough = lines.every(
        line =>
          shelves
            .filter(shelf => shelf.variantId === line.variantId)
            .reduce((sum, shelf) => sum + shelf.free, 0) >= line.quantity,
      )
      expect(plan !== null).toBe(enough)
      for (const line of plan ? lines : [])
        expect(
          plan
            ?.filter(part => part.variantId === line.variantId)
            .reduce((sum, part) => sum + part.quantity, 0),
        ).toBe(line.quantity)
      for (const part of plan ?? [])
        expect(part.quantity).toBeLessThanOrEqual(
          shelves.find(shelf => shelf.variantId === part.variantId && shelf.warehouseId === part.warehouseId)
            ?.free ?? 0,
        )
    }),
  )
})
