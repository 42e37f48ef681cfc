import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { skuField } from '#platform/fields/fields.ts'
import { codeText } from '#platform/fields/text.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import { wares } from '#slices/catalog/schema.ts'
import { requireWarehouse } from '#slices/inventory/warehouses/change-warehouses.ts'
import { warehouseCodeField } from '#slices/inventory/warehouses/warehouse-input.ts'
import type { FloorCtx } from '../floor-ctx.ts'
import { homes } from '../schema.ts'
import { walkKey } from './walk-key.ts'

const BIN_MAX = 20

export const binField = z
  .string('Name the bin')
  .overwrite(text => codeText(text).toUpperCase())
  .min(1, 'Name the bin')
  .max(BIN_MAX, `Use ${BIN_MAX} characters or fewer`)
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, 'A bin has letters, digits and single dashes, such as A-03-2')

export const homeSchema = z.object({
  sku: skuField,
  warehouse: warehouseCodeField,
  /** Null: it has no bin there any more. */
  bin: binField.nullable(),
})

/** Says in which bin a variant lies in a warehouse. Waves that were made before keep what they said. */
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
    const home = { bin, walkKey: walkKey(bin) }
    await tx
      .insert(homes)
      .values({ warehouseId, variantId, ...home })
      .onConflictDoUpdate({ target: [homes.warehouseId, homes.variantId], set: home })
  })
}
