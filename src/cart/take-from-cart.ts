import type { Tx } from '#db/client.ts'
import { prepared } from '#db/prepared.ts'

/** What was bought is in the cart no more; what was put in beside it stays. In the transaction that makes it bought. */
export async function takeFromCart(
  tx: Tx,
  bought: { customerId: string; variantIds: readonly string[] },
): Promise<void> {
  await prepared(
    tx,
    `delete from cart_lines using carts
     where carts.id = cart_id and carts.customer_id = $1 and variant_id = any($2::uuid[])`,
    [bought.customerId, bought.variantIds],
  )
}
