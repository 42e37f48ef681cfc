import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { carts } from './schema.ts'

/** Answers the id of the customer's cart. It makes the cart at first use and locks it until the transaction ends, so that two tabs take turns. */
export async function ownCart(tx: Tx, customerId: string): Promise<string> {
  const [cart] = await tx
    .insert(carts)
    .values({ id: uuidv7(), customerId })
    .onConflictDoUpdate({ target: carts.customerId, set: { updatedAt: sql`now()` } })
    .returning({ id: carts.id })
  assert(cart, 'the insert made a cart or the cart was already there')
  return cart.id
}
