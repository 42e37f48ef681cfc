import { eq } from 'drizzle-orm'
import type { Db } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { variants } from '../schema.ts'
import type { LimitPerOrderInput } from './limit-per-order-input.ts'

/** Sets the most units of a variant in one order, from the next order on. */
export async function limitPerOrder(
  ctx: { db: Db },
  { variantId, maxPerOrder }: LimitPerOrderInput,
): Promise<{ done: true }> {
  const [set] = await ctx.db.transaction(tx =>
    tx.update(variants).set({ maxPerOrder }).where(eq(variants.id, variantId)).returning({ id: variants.id }),
  )
  if (!set) throw new Refusal('not_found', 'There is no such variant.')
  return { done: true }
}
