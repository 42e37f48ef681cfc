import type { Tx } from '#platform/db/client.ts'
import { releaseStock } from '#slices/inventory/release-stock.ts'
import { releaseRedemptions } from '#slices/promotions/redemptions.ts'
import type { Order } from './order.ts'

/** What an order that ends has held is free for others again. Promotions come first, as they do when an order is placed. */
export async function giveBack(tx: Tx, { id, discounts }: Pick<Order, 'id' | 'discounts'>): Promise<void> {
  if (discounts) await releaseRedemptions(tx, id)
  await releaseStock(tx, id)
}
