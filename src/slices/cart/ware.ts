import { and, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { mostPerOrder } from '#slices/catalog/most-per-order.ts'
import { currentPrices, wares } from '#slices/catalog/schema.ts'
import { buyableUnitsSql } from '#slices/inventory/queries.ts'
import { MAX_PER_LINE } from './cart.ts'

export type Ware = {
  variantId: string
  name: string
  priceMinor: number
  currency: string
  /** Those that will wait for stock among them. */
  available: number
  /** The most units in one order. */
  most: number
}

const wareOfSku = preparedQuery(db =>
  db
    .select({
      variantId: wares.variantId,
      name: wares.name,
      priceMinor: currentPrices.amountMinor,
      currency: currentPrices.currency,
      available: buyableUnitsSql(sql`${wares.variantId}`),
      maxPerOrder: wares.maxPerOrder,
    })
    .from(wares)
    .innerJoin(currentPrices, eq(currentPrices.variantId, wares.variantId))
    .where(and(eq(wares.sku, sql.placeholder('sku')), sql`${wares.isSold}`))
    .prepare('ware_of_sku'),
)

/** The most units of an item on a line of a cart. */
export const mostPerLine = (ware: { maxPerOrder: number | null }): number =>
  Math.min(mostPerOrder(ware), MAX_PER_LINE)

/** Reads the item on sale under a SKU; null when there is none. */
export async function findWare(db: DbOrTx, sku: string): Promise<Ware | null> {
  const [ware] = await wareOfSku(db).execute({ sku })
  return ware ? { ...ware, most: mostPerLine(ware) } : null
}
