import { sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { carts } from './schema.ts'

/** The id of the customer's cart, made at its first use and locked until the transaction ends, so that two tabs take turns. */
export async function ownCart(tx: Tx, customerId: string): Promise<string> {
  const [cart] = await tx
    .insert(carts)
    .values({ id: uuidv7(), customerId })
    .onConflictDoUpdate({ target: carts.customerId, set: { updatedAt: sql`now()` } })
    .returning({ id: carts.id })
  assert(cart, 'a cart is made or is there')
  return cart.id
}
