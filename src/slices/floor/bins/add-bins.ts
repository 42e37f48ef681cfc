import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { bins } from '../schema.ts'
import type { addBinsSchema } from './bins-input.ts'
import { walkKey } from './walk-key.ts'

/** The largest halls of a shop of this size have some ten thousand. */
const BINS_MAX = 50_000

/** Makes bins of a warehouse. Those that it has already stay as they are. */
export async function addBins(
  ctx: FloorCtx,
  { warehouse, bins: codes }: z.infer<typeof addBinsSchema>,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const warehouseId = await requireWarehouse(tx, warehouse)
    refuseElsewhere(ctx, 'stock.write', warehouseId)
    await makeBins(tx, warehouseId, codes)
  })
}

/** The same for a caller who knows that they may. */
export async function makeBins(tx: Tx, warehouseId: string, codes: readonly string[]): Promise<void> {
  const rows = [...new Set(codes)].sort().map(code => ({ warehouseId, code, walkKey: walkKey(code) }))
  const made = await tx.insert(bins).values(rows).onConflictDoNothing().returning({ code: bins.code })
  if (made.length === 0) return
  const count = await tx.$count(bins, eq(bins.warehouseId, warehouseId))
  if (count > BINS_MAX)
    throw new Refusal('conflict', `A warehouse has at most ${BINS_MAX.toLocaleString('en-GB')} bins.`)
}
