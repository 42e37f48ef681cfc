import { asc, count, desc, eq, inArray, max } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { assert } from '#platform/lib/assert.ts'
import { found, orderBy, readCards } from '#slices/catalog/offers.ts'
import { wares } from '#slices/catalog/schema.ts'
import { wishes } from './schema.ts'
import { MAX_WISHES, type MostWished, type WishedProduct } from './wish.ts'

/** The products that a customer wishes for, the latest wish first. */
export async function readWishes(db: DbOrTx, customerId: string): Promise<WishedProduct[]> {
  const wished = await db
    .select({ productId: wishes.productId })
    .from(wishes)
    .where(eq(wishes.customerId, customerId))
    .orderBy(desc(wishes.wishedAt), asc(wishes.productId))
    .limit(MAX_WISHES)
  return productsOf(db, wished)
}

/** Staff look at the top of the list. */
const MOST_WISHED = 50

/** The products that most customers wish for. */
export async function readMostWished(db: DbOrTx): Promise<MostWished[]> {
  const wished = await db
    .select({ productId: wishes.productId, wishes: count(), lastWishedAt: max(wishes.wishedAt) })
    .from(wishes)
    .groupBy(wishes.productId)
    .orderBy(desc(count()), asc(wishes.productId))
    .limit(MOST_WISHED)
  const products = await productsOf(db, wished)
  return wished.map(({ wishes, lastWishedAt }, index) => {
    const product = products[index]
    assert(product && lastWishedAt, 'each wished product was read')
    return { ...product, wishes, lastWishedAt }
  })
}

/** These products in the same order, at today's prices and stock. */
async function productsOf(db: DbOrTx, wished: readonly { productId: string }[]): Promise<WishedProduct[]> {
  if (wished.length === 0) return []
  const ids = wished.map(({ productId }) => productId)
  const [{ products }, named] = await Promise.all([
    readCards(db, { shelf: found(ids), order: orderBy.best, limit: ids.length }),
    readNames(db, ids),
  ])
  const cards = new Map(products.map(card => [card.slug, card]))
  return ids.map(id => {
    const product = named.get(id)
    assert(product, 'a product that was wished for has a variant')
    const card = cards.get(product.slug)
    if (!card) return { ...product, picture: null, price: null, available: 0 }
    const { picture, priceFrom, pricesDiffer, available } = card
    return { ...product, picture, price: { lowest: priceFrom, from: pricesDiffer }, available }
  })
}

/** The names by id, also of products that are no longer sold. */
async function readNames(db: DbOrTx, ids: string[]): Promise<Map<string, { slug: string; name: string }>> {
  const named = await db
    .selectDistinct({ id: wares.productId, slug: wares.slug, name: wares.name })
    .from(wares)
    .where(inArray(wares.productId, ids))
  return new Map(named.map(({ id, slug, name }) => [id, { slug, name }]))
}
