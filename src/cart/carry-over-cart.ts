import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { MAX_LINES, MAX_PER_LINE } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { cartLines, carts } from './schema.ts'

/**
 * Puts a visitor's cart into the account they signed in to. The same ware from both counts together, up to what a
 * line may hold; a line that would be one too many stays out. Running it again adds nothing: the visitor's cart is gone.
 */
export async function carryOverCart(db: Db, visitorId: string, customerId: string): Promise<void> {
  if (visitorId === customerId) return
  await db.transaction(async tx => {
    const [left] = await tx
      .select({ id: carts.id })
      .from(carts)
      .where(eq(carts.customerId, visitorId))
      .for('update')
    if (!left) return
    const cartId = await ownCart(tx, customerId)
    const brought = await tx
      .select()
      .from(cartLines)
      .where(eq(cartLines.cartId, left.id))
      .orderBy(asc(cartLines.addedAt))
    const there = await tx
      .select({ variantId: cartLines.variantId })
      .from(cartLines)
      .where(eq(cartLines.cartId, cartId))
    const known = new Set(there.map(line => line.variantId))
    const fresh = brought.filter(line => !known.has(line.variantId)).slice(0, MAX_LINES - known.size)
    const merged = [...brought.filter(line => known.has(line.variantId)), ...fresh]
    if (merged.length) {
      await tx
        .insert(cartLines)
        .values(merged.map(line => ({ ...line, cartId })))
        .onConflictDoUpdate({
          target: [cartLines.cartId, cartLines.variantId],
          set: { quantity: sql`least(${MAX_PER_LINE}, ${cartLines.quantity} + excluded.quantity)` },
        })
    }
    await tx.delete(carts).where(eq(carts.id, left.id))
  })
}
