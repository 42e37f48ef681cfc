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
 * From which shelf each line is taken: in as few parcels as can be. A warehouse that can fill more lines goes first,
 * then the one of lower priority number; a line is split only when no shelf holds all of it. Null: not enough.
 */
export function planAllocation(wishes: readonly Wish[], levels: readonly Level[]): Allocation[] | null {
  const fills = new Map<string, number>()
  for (const wish of wishes) {
    for (const level of levels) {
      if (level.variantId === wish.variantId && level.free >= wish.quantity)
        fills.set(level.warehouseId, (fills.get(level.warehouseId) ?? 0) + 1)
    }
  }
  const ranked = [...levels].sort(
    (a, b) =>
      (fills.get(b.warehouseId) ?? 0) - (fills.get(a.warehouseId) ?? 0) ||
      a.priority - b.priority ||
      a.bucket - b.bucket,
  )
  const byVariant = Map.groupBy(ranked, level => level.variantId)
  const plan: Allocation[] = []
  for (const wish of wishes) {
    const taken = fillLine(wish, byVariant.get(wish.variantId) ?? [])
    if (!taken) return null
    plan.push(...taken)
  }
  return plan
}

function fillLine(wish: Wish, shelves: readonly Level[]): Allocation[] | null {
  const whole = shelves.find(shelf => shelf.free >= wish.quantity)
  const taken: Allocation[] = []
  let left = wish.quantity
  for (const { warehouseId, bucket, free } of whole ? [whole] : shelves) {
    const quantity = Math.min(left, Math.max(free, 0))
    if (quantity === 0) continue
    taken.push({ orderLineId: wish.orderLineId, variantId: wish.variantId, warehouseId, bucket, quantity })
    left -= quantity
  }
  return left === 0 ? taken : null
}
