import { count, eq, sql } from 'drizzle-orm'
import { preparing } from '#platform/db/prepared.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { type Cart, MAX_LINES } from './cart.ts'
import { ownCart } from './own-cart.ts'
import { readCart } from './queries.ts'
import { cartLines } from './schema.ts'
import { findWare } from './ware.ts'

/** `added` may be fewer than requested: a cart never holds more than can be bought, nor more than `most`, the line's limit. */
export type Added = { cart: Cart; added: number; most: number }

/** Adds units of an item to the cart. It refuses with `not_found` and, when the item is sold out or the cart is full, with `conflict`. */
export async function addToCart(
  ctx: Pick<Ctx, 'db'>,
  input: { customerId: string; sku: string; quantity: number },
): Promise<Added> {
  const ware = await findWare(ctx.db, input.sku)
  if (!ware) throw new Refusal('not_found', 'This is no longer sold.')
  if (ware.available <= 0) throw new Refusal('conflict', `${ware.name} is sold out.`)

  const added = await preparing(ctx.db).transaction(async tx => {
    const cartId = await ownCart(tx, input.customerId)
    const [there] = await tx
      .select({
        lines: count(),
        quantity: sql<number | null>`max(quantity) filter (where variant_id = ${ware.variantId})`,
      })
      .from(cartLines)
      .where(eq(cartLines.cartId, cartId))
    const before = there?.quantity ?? 0
    if (before === 0 && (there?.lines ?? 0) >= MAX_LINES) {
      throw new Refusal(
        'conflict',
        `A cart holds at most ${MAX_LINES} different items. Remove one to add another.`,
      )
    }
    const quantity = Math.max(before, Math.min(before + input.quantity, ware.available, ware.most))
    const price = { seenPriceMinor: ware.priceMinor, currency: ware.currency }
    await tx
      .insert(cartLines)
      .values({ cartId, variantId: ware.variantId, quantity, ...price })
      .onConflictDoUpdate({
        target: [cartLines.cartId, cartLines.variantId],
        set: { quantity: sql`excluded.quantity`, ...price },
      })
    return quantity - before
  })
  return { cart: await readCart(ctx.db, input.customerId), added, most: ware.most }
}
