import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { cartLines, carts } from './schema.ts'

/** What was bought is in the cart no more; what was put in beside it stays. In the transaction that makes it bought. */
export async function takeFromCart(
  tx: Tx,
  bought: { customerId: string; variantIds: readonly string[] },
): Promise<void> {
  const own = tx.select({ id: carts.id }).from(carts).where(eq(carts.customerId, bought.customerId))
  await tx
    .delete(cartLines)
    .where(and(inArray(cartLines.cartId, own), inArray(cartLines.variantId, [...bought.variantIds])))
}
