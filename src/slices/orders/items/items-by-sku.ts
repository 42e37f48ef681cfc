import type { DbOrTx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { readLines } from '../queries.ts'
import type { Items } from './choose-items.ts'

/** Units of an order's lines as people and programs name them. An order has each SKU once; a SKU that is named twice counts together. */
export async function itemsBySku(
  db: DbOrTx,
  orderId: string,
  named: readonly { sku: string; quantity: number }[],
): Promise<Items> {
  const known = await readLines(db, orderId)
  const units = new Map<string, number>()
  for (const { sku, quantity } of named) {
    const line = known.find(line => line.sku === sku)
    if (!line) throw new Refusal('conflict', `Nothing with the SKU ${sku} is in this order.`)
    units.set(line.id, (units.get(line.id) ?? 0) + quantity)
  }
  return [...units].map(([lineId, quantity]) => ({ lineId, quantity }))
}
