export type Level = { variantId: string; warehouseId: string; bucket: number; free: number; priority: number }
export type Wish = { orderLineId: string; variantId: string; quantity: number }
export type Allocation = {
  orderLineId: string
  variantId: string
  warehouseId: string
  bucket: number
  quantity: number
}

/**
 * Plans from which shelf each line is taken, in as few parcels as possible. A warehouse that can fill more lines goes first,
 * then the one with the lower priority number. A line is split over warehouses only when none holds all of it. The buckets of a
 * warehouse count as one place: `turn` tells with which bucket to begin, so that buyers spread over them. Null when stock is short.
 */
export function planAllocation(
  wishes: readonly Wish[],
  levels: readonly Level[],
  turn = 0,
): Allocation[] | null {
  const byVariant = Map.groupBy(levels, level => level.variantId)
  const shelves = new Map([...byVariant].map(([variantId, own]) => [variantId, shelvesOf(own, turn)]))
  const fills = new Map<string, number>()
  for (const wish of wishes) {
    for (const shelf of shelves.get(wish.variantId) ?? []) {
      if (shelf.free >= wish.quantity) fills.set(shelf.warehouseId, (fills.get(shelf.warehouseId) ?? 0) + 1)
    }
  }
  const plan: Allocation[] = []
  for (const wish of wishes) {
    const ranked = [...(shelves.get(wish.variantId) ?? [])].sort(
      (a, b) => (fills.get(b.warehouseId) ?? 0) - (fills.get(a.warehouseId) ?? 0) || a.priority - b.priority,
    )
    const taken = fillLine(wish, ranked)
    if (!taken) return null
    plan.push(...taken)
  }
  return plan
}

/** The units that a warehouse holds of a variant, over all buckets. */
type Shelf = { warehouseId: string; priority: number; free: number; buckets: Level[] }

function shelvesOf(levels: readonly Level[], turn: number): Shelf[] {
  const byWarehouse = Map.groupBy(levels, level => level.warehouseId)
  return [...byWarehouse].map(([warehouseId, buckets]) => ({
    warehouseId,
    priority: buckets[0]?.priority ?? 0,
    free: buckets.reduce((sum, { free }) => sum + Math.max(free, 0), 0),
    buckets: buckets.toSorted((a, b) => (a.bucket ^ turn) - (b.bucket ^ turn)),
  }))
}

function fillLine(wish: Wish, shelves: readonly Shelf[]): Allocation[] | null {
  const whole = shelves.find(shelf => shelf.free >= wish.quantity)
  const taken: Allocation[] = []
  let left = wish.quantity
  for (const { buckets } of whole ? [whole] : shelves) {
    const enough = buckets.find(({ free }) => free >= left)
    for (const { warehouseId, bucket, free } of enough ? [enough] : buckets) {
      const quantity = Math.min(left, Math.max(free, 0))
      if (quantity === 0) continue
      taken.push({ orderLineId: wish.orderLineId, variantId: wish.variantId, warehouseId, bucket, quantity })
      left -= quantity
    }
  }
  return left === 0 ? taken : null
}
