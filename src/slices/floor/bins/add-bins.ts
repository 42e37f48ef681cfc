import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { bins } from '../schema.ts'
import { binField } from './bin-field.ts'
import { walkKey } from './walk-key.ts'

/** A longer list is sent in several calls. */
const BINS_AT_ONCE = 1_000
/** The largest halls of a shop of this size have some ten thousand. */
export const BINS_MAX = 50_000

export const addBinsSchema = z.object({
  warehouse: warehouseCodeField,
  bins: z
    .array(binField)
    .min(1, 'Name at least one bin')
    .max(BINS_AT_ONCE, `Send ${BINS_AT_ONCE.toLocaleString('en-GB')} bins or fewer at once`),
})

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
