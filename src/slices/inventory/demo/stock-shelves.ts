import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { demoProducts } from '#slices/catalog/demo/demo-catalogue.ts'
import { wares } from '#slices/catalog/schema.ts'
import { receivedRow } from '../ledger/rows.ts'
import { stockMovements } from '../ledger/schema.ts'
import { stockLevels, warehouses } from '../schema.ts'

/** The stock of the demo catalogue, which stands in the database already. */
export async function stockShelves(tx: Tx): Promise<void> {
  const shelves = [
    { id: uuidv7(), code: 'north', name: 'North warehouse, Leeds', priority: 1 },
    { id: uuidv7(), code: 'south', name: 'South warehouse, Reading', priority: 2 },
  ] as const
  const offered = demoProducts.flatMap(product => product.variants)
  const stockOf = new Map(offered.map(({ sku, stock }) => [sku, stock]))
  const offeredNow = await tx.select({ id: wares.variantId, sku: wares.sku }).from(wares)
  const counted = offeredNow.flatMap(({ id, sku }) =>
    shelves.map(shelf => ({
      variantId: id,
      warehouseId: shelf.id,
      onHand: stockOf.get(sku)?.[shelf.code] ?? 0,
    })),
  )
  const received = counted
    .filter(level => level.onHand > 0)
    .map(({ onHand, ...shelf }) => receivedRow(shelf, onHand))
  await tx.insert(warehouses).values([...shelves])
  await tx.insert(stockLevels).values(counted)
  await tx.insert(stockMovements).values(received)
}
