import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { wares } from '#slices/catalog/schema.ts'
import { lockList } from './lock-list.ts'
import { readWishes } from './queries.ts'
import { wishes } from './schema.ts'
import { MAX_WISHES, type WishedProduct } from './wish.ts'

export type NewWish = { customerId: string; slug: string; byVisitor: boolean }

/** Puts a product on the list; a second time changes nothing. It refuses with `not_found` and, when the list is full, with `conflict`. */
export async function addWish(ctx: Pick<Ctx, 'db'>, wish: NewWish): Promise<WishedProduct[]> {
  const { customerId, slug, byVisitor } = wish
  await ctx.db.transaction(async tx => {
    const { room } = await lockList(tx, customerId)
    const product = await findProduct(tx, slug)
    if (product && (await isWished(tx, customerId, product.id))) return
    if (!product?.isSold) throw new Refusal('not_found', 'This is no longer sold.')
    if (room <= 0)
      throw new Refusal(
        'conflict',
        `A wish list holds at most ${MAX_WISHES} products. Take one off to add another.`,
      )
    await tx.insert(wishes).values({ customerId, productId: product.id, byVisitor })
  })
  return readWishes(ctx.db, customerId)
}

/** A product is sold while one of its variants is. */
async function findProduct(tx: Tx, slug: string) {
  const [product] = await tx
    .select({ id: wares.productId, isSold: wares.isSold })
    .from(wares)
    .where(eq(wares.slug, slug))
    .orderBy(desc(wares.isSold))
    .limit(1)
  return product
}

async function isWished(tx: Tx, customerId: string, productId: string): Promise<boolean> {
  const found = await tx
    .select({ productId: wishes.productId })
    .from(wishes)
    .where(and(eq(wishes.customerId, customerId), eq(wishes.productId, productId)))
  return found.length > 0
}
