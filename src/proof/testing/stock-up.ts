import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '#platform/db/client.ts'
import { categories, prices, products, variants } from '#slices/catalog/schema.ts'
import { receivedRow } from '#slices/inventory/ledger/rows.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { stockLevels, warehouses } from '#slices/inventory/schema.ts'

/** Puts a thing on sale: `await stockUp(db, { sku: 'MUG', priceMinor: 1_200, units: { north: 50 } })`. */
export async function stockUp(
  db: Db,
  ware: { sku: string; priceMinor?: number; units?: Record<string, number> },
): Promise<{ variantId: string; sku: string }> {
  const { sku, priceMinor = 1_000, units = { north: 100 } } = ware
  const variantId = uuidv7()
  await db.transaction(async tx => {
    const [category] = await tx
      .insert(categories)
      .values({ id: uuidv7(), slug: 'things', name: 'Things' })
      .onConflictDoUpdate({ target: categories.slug, set: { name: 'Things' } })
      .returning()
    const productId = uuidv7()
    await tx.insert(products).values({
      id: productId,
      slug: sku.toLowerCase(),
      name: `Thing ${sku}`,
      categoryId: category?.id ?? '',
    })
    await tx.insert(variants).values({ id: variantId, productId, sku })
    await tx.insert(prices).values({ id: uuidv7(), variantId, amountMinor: priceMinor, currency: 'GBP' })
    for (const [code, quantity] of Object.entries(units)) {
      await tx
        .insert(warehouses)
        .values({ id: uuidv7(), code, name: code, priority: code === 'north' ? 0 : 1 })
        .onConflictDoNothing()
      const [warehouse] = await tx.select().from(warehouses).where(eq(warehouses.code, code))
      const shelf = { variantId, warehouseId: warehouse?.id ?? '' }
      await tx.insert(stockLevels).values({ ...shelf, onHand: quantity })
      if (quantity) await tx.insert(stockMovements).values(receivedRow(shelf, quantity))
    }
  })
  return { variantId, sku }
}
