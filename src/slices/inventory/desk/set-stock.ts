import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { refuseElsewhere } from '#platform/rights/refuse-elsewhere.ts'
import type { RequestCtx } from '#platform/trpc/init.ts'
import { wares } from '#slices/catalog/schema.ts'
import { stockLevels } from '../schema.ts'
import { refuseClosed, requireWarehouse } from '../warehouses/change-warehouses.ts'
import { correctShelf, lockShelf } from './correct-shelf.ts'
import type { SetStockInput } from './set-stock-input.ts'

/**
 * Sets how many units of a variant lie in a warehouse, also in one that never had any, with one ledger row that holds the reason. The same
 * number again changes nothing. It refuses fewer than are promised to orders, and stock that is split into buckets.
 */
export async function setStock(
  ctx: Pick<RequestCtx, 'db' | 'actor' | 'rights'>,
  { sku, warehouse, onHand, reason }: SetStockInput,
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const [ware] = await tx.select({ variantId: wares.variantId }).from(wares).where(eq(wares.sku, sku))
    if (!ware) throw new Refusal('not_found', `There is no SKU ${sku}.`)
    const place = { variantId: ware.variantId, warehouseId: await requireWarehouse(tx, warehouse) }
    refuseElsewhere(ctx, 'stock.write', place.warehouseId)
    if (onHand > 0) await refuseClosed(tx, place.warehouseId)
    const shelf = (await lockShelf(tx, place)) ?? (await newShelf(tx, place))
    await correctShelf(tx, { ...shelf, ...place }, { onHand, note: reason, actor: ctx.actor })
  })
}

/** Somebody else may make the same shelf at the same moment, and put units on it: it is read again under its lock. */
async function newShelf(tx: Tx, place: { variantId: string; warehouseId: string }) {
  await tx
    .insert(stockLevels)
    .values({ ...place, onHand: 0 })
    .onConflictDoNothing()
  return (await lockShelf(tx, place)) ?? { onHand: 0, reserved: 0, bucket: 0 }
}
