import { and, eq, inArray, or } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { categories, products } from './schema.ts'

/** Slugs of products and of categories. */
export type NamedProducts = { products: readonly string[]; categories: readonly string[] }

export type NamedProduct = { productId: string; slug: string; category: string | null }

/** The products that are named, and those of the named categories. With `among`, only of these. */
export async function findNamedProducts(
  db: DbOrTx,
  named: NamedProducts & { among?: readonly string[] | undefined },
): Promise<NamedProduct[]> {
  return db
    .select({ productId: products.id, slug: products.slug, category: categories.slug })
    .from(products)
    .leftJoin(categories, eq(categories.id, products.categoryId))
    .where(
      and(
        or(inArray(products.slug, [...named.products]), inArray(categories.slug, [...named.categories])),
        named.among && inArray(products.id, [...named.among]),
      ),
    )
}

/** The slugs that the shop does not have. */
export async function findUnknownSlugs(db: DbOrTx, named: NamedProducts): Promise<NamedProducts> {
  const known = new Set(
    named.products.length === 0
      ? []
      : (
          await db
            .select({ slug: products.slug })
            .from(products)
            .where(inArray(products.slug, [...named.products]))
        ).map(({ slug }) => slug),
  )
  const knownCategories = new Set(
    named.categories.length === 0
      ? []
      : (
          await db
            .select({ slug: categories.slug })
            .from(categories)
            .where(inArray(categories.slug, [...named.categories]))
        ).map(({ slug }) => slug),
  )
  return {
    products: named.products.filter(slug => !known.has(slug)),
    categories: named.categories.filter(slug => !knownCategories.has(slug)),
  }
}
