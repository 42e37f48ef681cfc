import { and, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { wares } from '#slices/catalog/schema.ts'
import { readWishes } from './queries.ts'
import { wishes } from './schema.ts'
import type { WishedProduct } from './wish.ts'

/** Takes a product off the list. A missing one counts as taken off. */
export async function removeWish(
  { db }: Pick<Ctx, 'db'>,
  { customerId, slug }: { customerId: string; slug: string },
): Promise<WishedProduct[]> {
  const product = db.select({ id: wares.productId }).from(wares).where(eq(wares.slug, slug))
  await db.delete(wishes).where(and(eq(wishes.customerId, customerId), inArray(wishes.productId, product)))
  return readWishes(db, customerId)
}
