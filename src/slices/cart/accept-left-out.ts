import { eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import type { Cart } from './cart.ts'
import { readCart } from './queries.ts'
import { carts } from './schema.ts'

/** Notes that the shopper has read which items were left out when two carts were merged. */
export async function acceptLeftOut(ctx: Pick<Ctx, 'db'>, input: { customerId: string }): Promise<Cart> {
  await ctx.db.update(carts).set({ leftOut: [] }).where(eq(carts.customerId, input.customerId))
  return readCart(ctx.db, input.customerId)
}
