import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { wares } from '#slices/catalog/schema.ts'
import { binField } from '#slices/inventory/warehouses/bin-field.ts'
import { requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { homes } from '../schema.ts'
import { makeBins } from './add-bins.ts'
import { walkKey } from './walk-key.ts'

export const homeSchema = z.object({
  sku: skuField,
  warehouse: warehouseCodeField,
  /** Null: it has no home there any more. */
  bin: binField.nullable(),
})

/** Says in which bin a variant is at home in a warehouse, and makes that bin if it is new there. Waves that were made before keep what they said. */
export async function setHome(
  ctx: FloorCtx,
  { sku, warehouse, bin }: z.infer<typeof homeSchema>,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const warehouseId = await requireWarehouse(tx, warehouse)
    refuseElsewhere(ctx, 'stock.write', warehouseId)
    const [ware] = await tx.select({ variantId: wares.variantId }).from(wares).where(eq(wares.sku, sku))
    if (!ware) throw new Refusal('not_found', `There is no SKU ${sku}.`)
    const { variantId } = ware
    if (bin === null) {
      await tx.delete(homes).where(and(eq(homes.warehouseId, warehouseId), eq(homes.variantId, variantId)))
      return
    }
    await makeBins(tx, warehouseId, [bin])
    const home = { bin, walkKey: walkKey(bin) }
    await tx
      .insert(homes)
      .values({ warehouseId, variantId, ...home })
      .onConflictDoUpdate({ target: [homes.warehouseId, homes.variantId], set: home })
  })
}
