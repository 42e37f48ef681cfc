import type { Tx } from '#platform/db/client.ts'
import { releaseCredit } from '#slices/credit/spend.ts'
import { releaseStock } from '#slices/inventory/release-stock.ts'
import { forgetCredit } from '#slices/payments/note-payment.ts'
import { releaseRedemptions } from '#slices/promotions/redemptions.ts'
import type { Order } from './order.ts'

/**
 * What an order that ends has held is free again. Promotions and credit come first, as they do when an order is placed. Credit that paid for a confirmed
 * order is not released: it goes back with a refund.
 */
export async function giveBack(
  tx: Tx,
  { id, discounts, paidWith, confirmedAt }: Pick<Order, 'id' | 'discounts' | 'paidWith' | 'confirmedAt'>,
  at: Date,
): Promise<void> {
  if (discounts) await releaseRedemptions(tx, id)
  if (paidWith && !confirmedAt) {
    await releaseCredit(tx, id, at)
    await forgetCredit(tx, id)
  }
  await releaseStock(tx, id)
}
