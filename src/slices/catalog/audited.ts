import { eq } from 'drizzle-orm'
import type { Audited } from '#platform/audit/audited.ts'
import type { DbOrTx } from '#platform/db/client.ts'
import { readDeskProduct } from './desk/product-queries.ts'
import { currentPrices, variants } from './schema.ts'

/** The SKU of a variant, under which people and programs know it; the id itself for a variant that is not there. */
export async function skuOf(db: DbOrTx, variantId: string): Promise<string> {
  const [variant] = await db.select({ sku: variants.sku }).from(variants).where(eq(variants.id, variantId))
  return variant?.sku ?? variantId
}

/** The id of the variant with this SKU, or null. */
export async function variantIdOf(db: DbOrTx, sku: string): Promise<string | null> {
  const [variant] = await db.select({ id: variants.id }).from(variants).where(eq(variants.sku, sku))
  return variant?.id ?? null
}

/** A product by its id, with its variants. Its pictures change by themselves. */
export const auditedProduct: Audited = {
  entity: 'product',
  async look(db, id) {
    const product = await readDeskProduct(db, id)
    if (!product) return null
    const { pictures: _, ...rest } = product
    return rest
  },
}

/** The pictures of a product in their order, each as what it shows. */
export const auditedPictures: Audited = {
  entity: 'product',
  async look(db, id) {
    const product = await readDeskProduct(db, id)
    return (
      product && {
        pictures: product.pictures.map(({ alt, colour }) => (colour ? `${alt} (${colour})` : alt)),
      }
    )
  },
}

/** A variant by its SKU, as far as the catalogue sets it. */
export const auditedVariant: Audited = {
  entity: 'variant',
  async look(db, sku) {
    const [variant] = await db
      .select({
        sku: variants.sku,
        maxPerOrder: variants.maxPerOrder,
        priceMinor: currentPrices.amountMinor,
        currency: currentPrices.currency,
      })
      .from(variants)
      .leftJoin(currentPrices, eq(currentPrices.variantId, variants.id))
      .where(eq(variants.sku, sku))
    return variant ?? null
  },
}
