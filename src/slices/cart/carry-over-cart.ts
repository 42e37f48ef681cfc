import { asc, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/client.ts'
import { wares } from '#slices/catalog/schema.ts'
import { MAX_LINES, MAX_PER_LINE } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { cartLines, carts, type LeftOut } from './schema.ts'

/** A cart holds at most fifty lines, so one merge never leaves out more than this. A second merge adds to a list that the shopper has not read. */
const LEFT_OUT_MOST = 2 * MAX_LINES

/**
 * Merges a visitor's cart into the account that they signed in to. The same item in both adds up, up to a line's limit,
 * and lines beyond the cart's limit stay out. The cart keeps a list of what did not fit and shows it.
 * A second run adds nothing, because the visitor's cart is gone.
 */
export async function carryOverCart(db: Db, visitorId: string, customerId: string): Promise<void> {
  if (visitorId === customerId) return
  await db.transaction(async tx => {
    const [left] = await tx
      .select({ id: carts.id, leftOut: carts.leftOut })
      .from(carts)
      .where(eq(carts.customerId, visitorId))
      .for('update')
    if (!left) return
    const cartId = await ownCart(tx, customerId)
    const brought = await linesToBring(tx, left.id)
    const there = await tx
      .select({ variantId: cartLines.variantId, quantity: cartLines.quantity })
      .from(cartLines)
      .where(eq(cartLines.cartId, cartId))
    const [own] = await tx.select({ leftOut: carts.leftOut }).from(carts).where(eq(carts.id, cartId))
    const known = new Map(there.map(line => [line.variantId, line.quantity]))
    let room = MAX_LINES - known.size
    const leftOut: LeftOut[] = [...(own?.leftOut ?? []), ...left.leftOut]
    const merged: (typeof cartLines.$inferInsert)[] = []
    for (const { name, options, ...line } of brought) {
      const before = known.get(line.variantId)
      const fits = before === undefined ? (room-- > 0 ? MAX_PER_LINE : 0) : MAX_PER_LINE - before
      const quantity = Math.min(line.quantity, fits)
      if (quantity > 0) merged.push({ ...line, cartId, quantity })
      if (quantity < line.quantity) leftOut.push({ name, options, quantity: line.quantity - quantity })
    }
    if (merged.length) {
      await tx
        .insert(cartLines)
        .values(merged)
        .onConflictDoUpdate({
          target: [cartLines.cartId, cartLines.variantId],
          set: { quantity: sql`${cartLines.quantity} + excluded.quantity` },
        })
    }
    if (leftOut.length)
      await tx
        .update(carts)
        .set({ leftOut: leftOut.slice(0, LEFT_OUT_MOST) })
        .where(eq(carts.id, cartId))
    await tx.delete(carts).where(eq(carts.id, left.id))
  })
}

async function linesToBring(tx: Tx, cartId: string) {
  return tx
    .select({
      variantId: cartLines.variantId,
      quantity: cartLines.quantity,
      seenPriceMinor: cartLines.seenPriceMinor,
      currency: cartLines.currency,
      addedAt: cartLines.addedAt,
      name: wares.name,
      options: wares.options,
    })
    .from(cartLines)
    .innerJoin(wares, eq(wares.variantId, cartLines.variantId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.variantId))
}
