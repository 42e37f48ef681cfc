import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { wares } from '#slices/catalog/schema.ts'
import type { Cart } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { readCart } from './queries.ts'
import { cartLines } from './schema.ts'

/** Removes an item, even one that is no longer sold. A missing item counts as removed. */
export async function removeLine(
  ctx: Pick<Ctx, 'db'>,
  input: { customerId: string; sku: string },
): Promise<Cart> {
  await ctx.db.transaction(async tx => {
    const cartId = await ownCart(tx, input.customerId)
    const named = tx.select({ id: wares.variantId }).from(wares).where(eq(wares.sku, input.sku))
    await tx.delete(cartLines).where(and(eq(cartLines.cartId, cartId), eq(cartLines.variantId, named)))
  })
  return readCart(ctx.db, input.customerId)
}
