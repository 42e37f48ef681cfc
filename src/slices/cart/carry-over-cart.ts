import { asc, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/client.ts'
import { currentPrices, wares } from '#slices/catalog/schema.ts'
import { MAX_LINES } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { cartLines, carts, type LeftOut, type LeftOutWhy } from './schema.ts'
import { mostPerLine } from './ware.ts'

/** A cart holds at most fifty lines, so one merge never leaves out more than this. A second merge adds to a list that the shopper has not read. */
const LEFT_OUT_MOST = 2 * MAX_LINES

/**
 * Merges a visitor's cart into the account that they signed in to. The same item in both adds up, as far as one order may
 * hold of it; lines beyond the cart's limit and items that are no longer sold stay out. The cart keeps a list of what was left out, and why,
 * and shows it.
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
    for (const ware of brought) {
      const { variantId, seenPriceMinor, currency, addedAt, name, options } = ware
      const { most, why } = limitOf(ware, { before: known.get(variantId), room })
      const quantity = Math.min(ware.quantity, most)
      if (quantity > 0) {
        if (!known.has(variantId)) room--
        merged.push({ cartId, variantId, quantity, seenPriceMinor, currency, addedAt })
      }
      if (quantity < ware.quantity) leftOut.push({ name, options, quantity: ware.quantity - quantity, why })
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

type Brought = Awaited<ReturnType<typeof linesToBring>>[number]

/** How many units of it may come along, and why no more of them. `before`: the units that the account's cart holds of it. */
function limitOf(
  { isSold, maxPerOrder }: Pick<Brought, 'isSold' | 'maxPerOrder'>,
  { before, room }: { before: number | undefined; room: number },
): { most: number; why: LeftOutWhy } {
  if (!isSold) return { most: 0, why: { is: 'not_sold' } }
  if (before === undefined && room <= 0) return { most: 0, why: { is: 'lines', most: MAX_LINES } }
  const most = mostPerLine({ maxPerOrder })
  // The account's own units stay, even above a limit that was set later.
  return {
    most: Math.max(0, most - (before ?? 0)),
    why: { is: most === maxPerOrder ? 'own_most' : 'most', most },
  }
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
      maxPerOrder: wares.maxPerOrder,
      isSold: sql<boolean>`${wares.isSold} and ${currentPrices.amountMinor} is not null`,
    })
    .from(cartLines)
    .innerJoin(wares, eq(wares.variantId, cartLines.variantId))
    .leftJoin(currentPrices, eq(currentPrices.variantId, wares.variantId))
    .where(eq(cartLines.cartId, cartId))
    .orderBy(asc(cartLines.addedAt), asc(cartLines.variantId))
}
