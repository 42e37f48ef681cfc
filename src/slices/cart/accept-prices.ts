import { and, eq, sql } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { currentPrices } from '#slices/catalog/schema.ts'
import type { Cart } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { readCart } from './queries.ts'
import { cartLines } from './schema.ts'

/** Notes that the shopper has read about changed prices: today's prices count as seen from now on. */
export async function acceptPrices(ctx: Pick<Ctx, 'db'>, input: { customerId: string }): Promise<Cart> {
  await ctx.db.transaction(async tx => {
    const cartId = await ownCart(tx, input.customerId)
    await tx
      .update(cartLines)
      .set({ seenPriceMinor: sql`${currentPrices.amountMinor}` })
      .from(currentPrices)
      .where(and(eq(cartLines.cartId, cartId), eq(currentPrices.variantId, cartLines.variantId)))
  })
  return readCart(ctx.db, input.customerId)
}
