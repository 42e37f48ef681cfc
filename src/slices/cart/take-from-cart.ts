import type { Tx } from '#platform/db/client.ts'
import { prepared } from '#platform/db/prepared.ts'

export type Bought = { variantId: string; quantity: number }

/**
 * Takes the bought units out of the cart: units that the shopper added in another tab while
 * the bank was asked stay in. It runs in the transaction that confirms the order. MERGE reads a line again that another
 * transaction has just changed, so it counts down from the current quantity. It takes lines in the order of their
 * variants, so that two orders of one customer never deadlock.
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
