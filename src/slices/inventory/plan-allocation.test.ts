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
  ).toEqual(['cup 4 south', 'cup 1 north'])
})

test('there is no plan when all warehouses together have too little', () => {
  expect(planAllocation([wish('cup', 8)], [level('cup', 'north', 3), level('cup', 'south', 4)])).toBeNull()
  expect(planAllocation([wish('cup', 1)], [])).toBeNull()
})

test('the warehouse with the most lines is left out when two others have everything', () => {
  const has = (warehouseId: string, ...variants: string[]) => variants.map(v => level(v, warehouseId, 1))
  const levels = [...has('a', '1', '2', '3'), ...has('b', '4', '5', '6'), ...has('c', '1', '2', '4', '5')]
  const plan = planAllocation(
    ['1', '2', '3', '4', '5', '6'].map(v => wish(v, 1)),
    levels,
  )
  expect(new Set(plan?.map(({ warehouseId }) => warehouseId))).toEqual(new Set(['a', 'b']))
})

test('units of one line come from as few warehouses as hold them', () => {
  const levels = [level('cup', 'a', 3), level('cup', 'b', 2), level('cup', 'c', 2), level('cup', 'd', 4)]
  expect(parcels(planAllocation([wish('cup', 7)], levels))).toEqual(['cup 4 d', 'cup 3 a'])
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

/** Shelves of `least` to `most` warehouses and lines that they can fill, with few units, so that choices are tight. */
const shopOf = ({ least = 1, most }: { least?: number; most: number }) =>
  fc
    .record({
      warehouses: fc.array(
        fc.record({
          priority: fc.integer({ min: 0, max: 3 }),
          free: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
        }),
        { minLength: least, maxLength: most },
      ),
      wanted: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
    })
    .map(({ warehouses, wanted }) => ({
      levels: warehouses.flatMap(({ priority, free }, at) =>
        free.map((units, variant) =>
          level(`v${variant}`, `w${String(at).padStart(2, '0')}`, units, priority),
        ),
      ),
      wishes: wanted.map((quantity, variant) => wish(`v${variant}`, quantity)),
    }))

type Shop = { levels: ReturnType<typeof level>[]; wishes: ReturnType<typeof wish>[] }

/** Every choice of warehouses, by a mask: the fewest that are enough, and of these the first by their sorted priorities and ids. */
function bestByBruteForce({ levels, wishes }: Shop): string[] | null {
  const known = [...new Map(levels.map(one => [one.warehouseId, one.priority]))].sort(
    ([a, first], [b, second]) => first - second || (a < b ? -1 : 1),
  )
  let best: number[] | null = null
  for (let mask = 1; mask < 2 ** known.length; mask++) {
    const chosen = known.flatMap((_, at) => (mask & (1 << at) ? [at] : []))
    const names = new Set(chosen.map(at => known[at]?.[0]))
    const isEnough = wishes.every(
      ({ variantId, quantity }) =>
        levels
          .filter(one => one.variantId === variantId && names.has(one.warehouseId))
          .reduce((sum, { free }) => sum + free, 0) >= quantity,
    )
    if (!isEnough) continue
    const before: number[] | null = best
    const differ = before ? chosen.findIndex((at, place) => at !== before[place]) : 0
    if (
      !before ||
      chosen.length < before.length ||
      (chosen.length === before.length && (chosen[differ] ?? 0) < (before[differ] ?? 0))
    )
      best = chosen
  }
  return best?.map(at => known[at]?.[0] ?? '') ?? null
}

const warehousesOf = (plan: ReturnType<typeof planAllocation>) =>
  plan && [...new Set(plan.map(({ warehouseId }) => warehouseId))].sort()

test('for up to nine warehouses no choice needs fewer than the plan, and of those with as few the first by priority is taken', () => {
  fc.assert(
    fc.property(shopOf({ most: 9 }), shop => {
      const plan = planAllocation(shop.wishes, shop.levels)
      expect(warehousesOf(plan)).toEqual(bestByBruteForce(shop)?.sort() ?? null)
    }),
    { numRuns: 400 },
  )
})

test('with more than twelve warehouses a plan leaves out every warehouse that is not needed', () => {
  fc.assert(
    fc.property(shopOf({ least: 13, most: 16 }), ({ levels, wishes }) => {
      const plan = planAllocation(wishes, levels)
      for (const left of warehousesOf(plan) ?? []) {
        const others = levels.filter(
          one => warehousesOf(plan)?.includes(one.warehouseId) && one.warehouseId !== left,
        )
        expect(planAllocation(wishes, others)).toBeNull()
      }
    }),
    { numRuns: 500 },
  )
})
