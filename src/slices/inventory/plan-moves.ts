/** A bucket before the move: `free` units can move, reserved ones stay where their reservations point. */
export type BucketLevel = { warehouseId: string; bucket: number; free: number }
/** `quantity` comes into the bucket, or leaves it when negative. The moves of a warehouse add up to zero. */
export type Move = { warehouseId: string; bucket: number; quantity: number }

/** Plans the moves after which each warehouse's free units are spread evenly over buckets 0 … count - 1, with none in any other. */
export function planMoves(levels: readonly BucketLevel[], count: number): Move[] {
  const moves: Move[] = []
  for (const [warehouseId, own] of Map.groupBy(levels, level => level.warehouseId)) {
    const units = own.reduce((sum, { free }) => sum + free, 0)
    const free = new Map(own.map(level => [level.bucket, level.free]))
    const buckets = new Set([...free.keys(), ...Array.from({ length: count }, (_, bucket) => bucket)])
    for (const bucket of buckets) {
      const quantity = share(units, count, bucket) - (free.get(bucket) ?? 0)
      if (quantity !== 0) moves.push({ warehouseId, bucket, quantity })
    }
  }
  return moves
}

function share(units: number, count: number, bucket: number): number {
  if (bucket >= count) return 0
  return Math.floor(units / count) + (bucket < units % count ? 1 : 0)
}
