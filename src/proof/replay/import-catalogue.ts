import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { categories, prices, products, variants } from '#slices/catalog/schema.ts'
import { receivedRow } from '#slices/inventory/ledger/rows.ts'
import { stockMovements } from '#slices/inventory/ledger/schema.ts'
import { stockLevels, warehouses } from '#slices/inventory/schema.ts'
import type { Offer } from './read-invoices.ts'
import { replayId } from './replay-ids.ts'

/** Rows a statement: thirteen columns of them stay far below Postgres' 65,535 parameters. */
const BATCH = 2_000
/** For buyers of today, on top of all that the archive ever sold. */
const RESERVE_UNITS = 100
/** Behind every category of the demo catalogue. */
const LAST_POSITION = 1_000

export type Imported = { products: number; variants: number; newVariants: number }

/**
 * Puts the archive's things on sale: a product a stock code, a variant a price it was sold at, and on the shelf as
 * many as the whole file sells, so that any days of it can be replayed, in any order. Rows that are there already stay.
 */
export async function importCatalogue(db: Db, offers: Iterable<Offer>): Promise<Imported> {
  const all = [...offers]
  const byCode = Map.groupBy(all, offer => offer.stockCode)
  const shelf = await db.transaction(tx => prepareShelf(tx))
  let newVariants = 0
  for (const codes of batches([...byCode]))
    await db
      .insert(products)
      .values(codes.map(([code, same]) => productOf(code, same, shelf.categoryId)))
      .onConflictDoNothing()
  for (const batch of batches(all))
    newVariants += await db.transaction(tx => stockVariants(tx, batch, shelf.warehouseId))
  if (newVariants) await db.execute(sql`analyze products, variants, prices, stock_levels`)
  return { products: byCode.size, variants: all.length, newVariants }
}

async function prepareShelf(tx: Tx): Promise<{ categoryId: string; warehouseId: string }> {
  const [categoryId, warehouseId] = [replayId('category', 'archive'), replayId('warehouse', 'archive')]
  const description = 'What a real British wholesaler sold in 2010 and 2011 (UCI Online Retail, CC BY 4.0).'
  await tx
    .insert(categories)
    .values({
      id: categoryId,
      slug: 'wholesale-archive',
      name: 'Wholesale archive',
      description,
      position: LAST_POSITION,
    })
    .onConflictDoNothing()
  await tx
    .insert(warehouses)
    .values({ id: warehouseId, code: 'archive', name: 'Archive', priority: LAST_POSITION })
    .onConflictDoNothing()
  return { categoryId, warehouseId }
}

function productOf(code: string, offers: Offer[], categoryId: string): typeof products.$inferInsert {
  const name = offers.find(offer => offer.name)?.name ?? `Stock code ${code}`
  return { id: replayId('product', code), slug: slugOf(code), name, keywords: code, categoryId, position: 0 }
}

/** `archive-85123a`. Codes that differ by case or punctuation alone are told apart by a few more letters. */
function slugOf(code: string): string {
  const plain = code.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const isPlain = /^[A-Z0-9]+$/.test(code)
  return isPlain
    ? `archive-${plain}`
    : `archive-${plain}-${createHash('sha256').update(code).digest('hex').slice(0, 6)}`
}

/** Variants, their prices and their stock, with the ledger rows that explain it, or none of them. */
async function stockVariants(tx: Tx, offers: Offer[], warehouseId: string): Promise<number> {
  const idOf = (offer: Offer) => replayId('variant', offer.sku)
  const rows = offers.map(offer => ({
    id: idOf(offer),
    productId: replayId('product', offer.stockCode),
    sku: offer.sku,
    options: { 'Unit price': `£${offer.sku.slice(offer.sku.lastIndexOf('@') + 1)}` },
    position: offer.priceMinor,
  }))
  const added = await tx.insert(variants).values(rows).onConflictDoNothing().returning({ id: variants.id })
  if (!added.length) return 0
  const ids = new Set(added.map(variant => variant.id))
  const fresh = offers.filter(offer => ids.has(idOf(offer)))
  await tx.insert(prices).values(
    fresh.map(offer => ({
      id: replayId('price', offer.sku),
      variantId: idOf(offer),
      amountMinor: offer.priceMinor,
      currency: SHOP_CURRENCY,
    })),
  )
  await tx
    .insert(stockLevels)
    .values(
      fresh.map(offer => ({ variantId: idOf(offer), warehouseId, onHand: offer.units + RESERVE_UNITS })),
    )
  await tx
    .insert(stockMovements)
    .values(
      fresh.map(offer => receivedRow({ variantId: idOf(offer), warehouseId }, offer.units + RESERVE_UNITS)),
    )
  return fresh.length
}

function* batches<T>(items: T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += BATCH) yield items.slice(from, from + BATCH)
}
