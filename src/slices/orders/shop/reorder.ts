import { and, eq } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { addToCart } from '#slices/cart/add-to-cart.ts'
import { MAX_LINES, MAX_PER_LINE } from '#slices/cart/cart.ts'
import { itemName } from '#slices/catalog/option-words.ts'
import { readLines } from '../queries.ts'
import { orders } from '../schema.ts'

/** `added` is below `wanted` for what is short, and 0 for what is not sold any more. */
export type ReorderedLine = { name: string; wanted: number; added: number }

/** Puts the items of an earlier order into the cart at today's prices, as far as they can be bought, and says of each how many. */
export async function reorder(
  ctx: Pick<Ctx, 'db'>,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<ReorderedLine[]> {
  const [order] = await ctx.db
    .select({ id: orders.id })
    .from(orders)
    .where(and(eq(orders.id, orderId), eq(orders.customerId, customerId)))
  if (!order) throw new Refusal('not_found', 'There is no such order.')
  const lines = (await readLines(ctx.db, orderId)).slice(0, MAX_LINES)
  const results: ReorderedLine[] = []
  for (const { sku, name, options, quantity } of lines) {
    const wanted = Math.min(quantity, MAX_PER_LINE)
    const added = await addedOf(ctx, { customerId, sku, quantity: wanted })
    results.push({ name: itemName(name, options), wanted: quantity, added })
  }
  return results
}

/** An item that is sold out, not sold any more or too much for the cart is left out, and the next one is tried. */
async function addedOf(ctx: Pick<Ctx, 'db'>, line: Parameters<typeof addToCart>[1]): Promise<number> {
  try {
    return (await addToCart(ctx, line)).added
  } catch (error) {
    if (error instanceof Refusal) return 0
    throw error
  }
}
