import { eq } from 'drizzle-orm'
import type { Ctx } from '#jobs/ctx.ts'
import { type Cart, emptyCart } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { cartLines } from './schema.ts'

export async function clearCart(ctx: Pick<Ctx, 'db'>, input: { customerId: string }): Promise<Cart> {
  await ctx.db.transaction(async tx => {
    const cartId = await ownCart(tx, input.customerId)
    await tx.delete(cartLines).where(eq(cartLines.cartId, cartId))
  })
  return emptyCart
}
