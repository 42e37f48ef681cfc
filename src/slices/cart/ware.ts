import { and, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { mostPerOrder } from '#slices/catalog/most-per-order.ts'
import { prices, products, variants } from '#slices/catalog/schema.ts'
import { availableUnitsSql } from '#slices/inventory/queries.ts'
import { MAX_PER_LINE } from './cart.ts'

export type Ware = {
  variantId: string
  name: string
  priceMinor: number
  currency: string
  available: number
  /** The most units in one order. */
  most: number
}

const wareOfSku = preparedQuery(db =>
  db
    .select({
      variantId: variants.id,
      name: products.name,
      priceMinor: prices.amountMinor,
      currency: prices.currency,
      available: availableUnitsSql(sql`${variants.id}`),
      maxPerOrder: variants.maxPerOrder,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(prices, and(eq(prices.variantId, variants.id), isNull(prices.validTo)))
    .where(
      and(eq(variants.sku, sql.placeholder('sku')), eq(variants.active, true), eq(products.active, true)),
    )
    .prepare('ware_of_sku'),
)

/** Reads the item on sale under a SKU; null when there is none. */
export async function findWare(db: DbOrTx, sku: string): Promise<Ware | null> {
  const [ware] = await wareOfSku(db).execute({ sku })
  return ware ? { ...ware, most: Math.min(mostPerOrder(ware), MAX_PER_LINE) } : null
}
