import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { Cart } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { readCart } from './queries.ts'
import { cartLines } from './schema.ts'
import { findWare } from './ware.ts'

/**
 * Sets an item's quantity in the cart, at most as many as can be bought. Today's price counts as seen.
 * It refuses with `not_found` an item that is not in the cart or not sold, and with `conflict` one that is sold out.
 */
export async function changeLine(
  ctx: Pick<Ctx, 'db'>,
  input: { customerId: string; sku: string; quantity: number },
): Promise<Cart> {
  const ware = await findWare(ctx.db, input.sku)
  if (!ware) throw new Refusal('not_found', 'This is no longer sold.')
  if (ware.available <= 0) throw new Refusal('conflict', `${ware.name} is sold out.`)
  await ctx.db.transaction(async tx => {
    const cartId = await ownCart(tx, input.customerId)
    const changed = await tx
      .update(cartLines)
      .set({
        quantity: Math.min(input.quantity, ware.available, ware.most),
        seenPriceMinor: ware.priceMinor,
        currency: ware.currency,
      })
      .where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, ware.variantId)))
      .returning({ quantity: cartLines.quantity })
    if (!changed.length) throw new Refusal('not_found', `${ware.name} is not in your cart.`)
  })
  return readCart(ctx.db, input.customerId)
}
