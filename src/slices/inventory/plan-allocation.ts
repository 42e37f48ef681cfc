import { assert } from '#platform/lib/assert.ts'

export type Level = { variantId: string; warehouseId: string; bucket: number; free: number; priority: number }
export type Wish = { orderLineId: string; variantId: string; quantity: number }
export type Allocation = {
  orderLineId: string
  variantId: string
  warehouseId: string
  bucket: number
  quantity: number
}

/** Up to so many warehouses every choice counts, of which there are 4,095. With more, see `chooseStepwise`. */
const EXACT_UP_TO = 12

/**
 * Plans from which shelf each line is taken, in as few parcels as there can be; of the choices with as few, the one whose warehouses come
 * first by their priority numbers. Within the choice a line is split only when none of its warehouses holds all of it. The buckets of a
 * warehouse count as one place: `turn` tells with which bucket to begin, so that buyers spread over them. Null when stock is short.
 */
export function planAllocation(
  wishes: readonly Wish[],
  levels: readonly Level[],
  turn = 0,
): Allocation[] | null {
  const places = placesOf(levels, turn)
  if (!areEnough(places, wishes)) return null
  const chosen = places.length <= EXACT_UP_TO ? chooseFewest(places, wishes) : chooseStepwise(places, wishes)
  return wishes.flatMap(wish => fillLine(wish, chosen))
}

/** A warehouse that has some of what is wanted, with its buckets and their sum by variant. */
type Place = {
  warehouseId: string
  priority: number
  free: ReadonlyMap<string, number>
  buckets: ReadonlyMap<string, readonly Level[]>
}

/** Ordered by priority. Warehouses with the same priority stand by their ids, so that the same shelves give the same plan. */
function placesOf(levels: readonly Level[], turn: number): Place[] {
  const byWarehouse = Map.groupBy(
    levels.filter(({ free }) => free > 0),
    level => level.warehouseId,
  )
  return [...byWarehouse]
    .map(([warehouseId, own]) => {
      const buckets = Map.groupBy(
        own.toSorted((a, b) => (a.bucket ^ turn) - (b.bucket ^ turn)),
        level => level.variantId,
      )
      const free = new Map(
        [...buckets].map(([variantId, some]) => [variantId, some.reduce((sum, { free }) => sum + free, 0)]),
      )
      return { warehouseId, priority: own[0]?.priority ?? 0, free, buckets }
    })
    .sort((a, b) => a.priority - b.priority || (a.warehouseId < b.warehouseId ? -1 : 1))
}

const freeOf = (place: Place, { variantId }: Wish) => place.free.get(variantId) ?? 0

const areEnough = (places: readonly Place[], wishes: readonly Wish[]): boolean =>
  wishes.every(wish => places.reduce((sum, place) => sum + freeOf(place, wish), 0) >= wish.quantity)

/** The smallest choice that is enough, and of several the first in the order of the places. */
function chooseFewest(places: readonly Place[], wishes: readonly Wish[]): readonly Place[] {
  const free = places.map(place => wishes.map(wish => freeOf(place, wish)))
  const most = mostBy(free, wishes.length)
  const wanted = wishes.map(({ quantity }) => quantity)
  for (let size = 1; size < places.length; size++) {
    const chosen = firstEnough({ free, most }, wanted, { from: 0, left: size })
    if (chosen) return chosen.flatMap(at => places[at] ?? [])
  }
  return places
}

/** The units of each line by place, and by how many places from one on together have at most: `most[from][count][line]`. */
type Shelves = { free: readonly number[][]; most: readonly number[][][] }

function mostBy(free: readonly number[][], lines: number): number[][][] {
  return [...free, []].map((_, from) => {
    const sorted = Array.from({ length: lines }, (_, line) =>
      free
        .slice(from)
        .map(own => own[line] ?? 0)
        .sort((a, b) => b - a),
    )
    let sums: number[] = sorted.map(() => 0)
    return [
      sums,
      ...free.slice(from).map((_, at) => {
        sums = sums.map((sum, line) => sum + (sorted[line]?.[at] ?? 0))
        return sums
      }),
    ]
  })
}

/** The first choice of `left` places, by their numbers, that has what is missing. It looks no further where none can have it. */
function firstEnough(
  shelves: Shelves,
  missing: readonly number[],
  { from, left }: { from: number; left: number },
): number[] | null {
  const most = shelves.most[from]?.[left]
  if (!most || missing.some((units, line) => units > (most[line] ?? 0))) return null
  if (left === 0) return []
  for (let at = from; at < shelves.free.length; at++) {
    const own = shelves.free[at] ?? []
    const still = missing.map((units, line) => units - (own[line] ?? 0))
    const others = firstEnough(shelves, still, { from: at + 1, left: left - 1 })
    if (others) return [at, ...others]
  }
  return null
}

/**
 * For more warehouses than can be looked at in every choice: the place that brings most of the units still missing is taken, again and
 * again, and places that turn out not to be needed are left out, the last by priority first. It can take more parcels than the fewest.
 */
function chooseStepwise(places: readonly Place[], wishes: readonly Wish[]): readonly Place[] {
  let chosen: Place[] = []
  while (!areEnough(chosen, wishes)) {
    const missing = (wish: Wish) =>
      Math.max(wish.quantity - chosen.reduce((sum, place) => sum + freeOf(place, wish), 0), 0)
    const brings = (place: Place) =>
      wishes.reduce((sum, wish) => sum + Math.min(freeOf(place, wish), missing(wish)), 0)
    const best = places
      .filter(place => !chosen.includes(place))
      .reduce((most, place) => (brings(place) > brings(most) ? place : most))
    assert(brings(best) > 0, 'all places together are enough')
    chosen.push(best)
  }
  for (const place of places.toReversed()) {
    const without = chosen.filter(one => one !== place)
    if (areEnough(without, wishes)) chosen = without
  }
  return places.filter(place => chosen.includes(place))
}

/** Takes a line from the first of the places that has all of it, or else from as few of them as can be. */
function fillLine(wish: Wish, places: readonly Place[]): Allocation[] {
  const whole = places.find(place => freeOf(place, wish) >= wish.quantity)
  const order = whole ? [whole] : places.toSorted((a, b) => freeOf(b, wish) - freeOf(a, wish))
  const taken: Allocation[] = []
  let left = wish.quantity
  for (const { buckets } of order) {
    const own = buckets.get(wish.variantId) ?? []
    const enough = own.find(({ free }) => free >= left)
    for (const { warehouseId, bucket, free } of enough ? [enough] : own) {
      const quantity = Math.min(left, free)
      if (quantity === 0) continue
      taken.push({ orderLineId: wish.orderLineId, variantId: wish.variantId, warehouseId, bucket, quantity })
      left -= quantity
    }
  }
  assert(left === 0, 'the chosen places have enough of the line')
  return taken
}
