import { eq } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#db/client.ts'
import { assert } from '#lib/assert.ts'
import { carts } from './schema.ts'

/** The id of the customer's cart, made at its first use and locked until the transaction ends, so that two tabs take turns. */
export async function ownCart(tx: Tx, customerId: string): Promise<string> {
  await tx.insert(carts).values({ id: uuidv7(), customerId }).onConflictDoNothing()
  const [cart] = await tx
    .update(carts)
    .set({ updatedAt: new Date() })
    .where(eq(carts.customerId, customerId))
    .returning({ id: carts.id })
  assert(cart, 'a cart that was just made is there')
  return cart.id
}
