import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

export type Bought = { variantId: string; quantity: number }

/**
 * Takes what was bought out of the cart, unit by unit: what was put in beside it, or on top of it in another tab while
 * the bank was asked, stays. In the transaction that makes it bought. MERGE looks again at a line that another
 * transaction has just changed, so it counts down from what stands there now. Lines are taken in the order of their
 * variants, so that two orders of one customer never wait for each other in a circle.
 */
export async function takeFromCart(tx: Tx, customerId: string, bought: readonly Bought[]): Promise<void> {
  const inOrder = bought.toSorted((a, b) => (a.variantId < b.variantId ? -1 : 1))
  await prepared(
    tx,
    `merge into cart_lines line
     using (
       select carts.id as cart_id, bought.variant_id, bought.quantity
       from carts, (
         select variant_id, sum(quantity)::int as quantity
         from unnest($2::uuid[], $3::int[]) as each (variant_id, quantity) group by variant_id
       ) bought where carts.customer_id = $1
     ) taken
     on line.cart_id = taken.cart_id and line.variant_id = taken.variant_id
     when matched and line.quantity > taken.quantity then update set quantity = line.quantity - taken.quantity
     when matched then delete`,
    [customerId, inOrder.map(line => line.variantId), inOrder.map(line => line.quantity)],
  )
}
