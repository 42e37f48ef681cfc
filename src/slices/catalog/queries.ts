import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { noteShown } from '#platform/http/page-notes.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import type { AnswerPage } from './answer-pages.ts'
import { findProducts } from './find-products.ts'
import { found, orderBy, readCards, shelf } from './offers.ts'
import type { Category, Product, ProductCard, ProductOffer, ProductVariant } from './product.ts'
import { reductionOf } from './reductions.ts'
import { categories, images, products, variants } from './schema.ts'
import { noteProduct } from './shown-stock.ts'
import type { TaxClass } from './tax-classes.ts'

/** The count stops here, because counting on would read the whole catalogue for a number that nobody compares. */
const COUNTED_MOST = 1_000

/** Reads every category with its number of products on sale, up to a thousand, in the shop's order. */
export async function readCategories(db: DbOrTx): Promise<Category[]> {
  const onSale = sql`select 1 from ${products} where ${products.categoryId} = ${categories.id} and ${products.active} limit ${COUNTED_MOST}`
  return db
    .select({
      slug: categories.slug,
      name: categories.name,
      description: categories.description,
      imageUrl: categories.imageUrl,
      productCount: sql<number>`(select count(*)::int from (${onSale}) on_sale)`,
    })
    .from(categories)
    .orderBy(asc(categories.position))
}

export async function readFeatured(db: DbOrTx, limit: number): Promise<ProductCard[]> {
  noteShown({ tags: ['catalogue'] })
  return (await readCards(db, { shelf: shelf(sql`s.featured`), order: orderBy.best, limit })).products
}

export async function readNewest(db: DbOrTx, limit: number): Promise<ProductCard[]> {
  noteShown({ tags: ['catalogue'] })
  const newest = shelf(sql`true`, sql`s.created_at desc nulls last, s.id`, limit + LOOKED_AT)
  return (await readCards(db, { shelf: newest, order: orderBy.newest, limit })).products
}

/** The query looks at this many extra products, because some have no variant on sale and some are sold out. */
const LOOKED_AT = 60

/** Reads other available products of the same category, beginning with the next on the shelf. */
export async function readRelated(db: DbOrTx, slug: string, limit: number): Promise<ProductCard[]> {
  const this_ = sql`(select category_id, position from products where slug = ${slug})`
  const besides = (where: SQL) =>
    shelf(
      sql`s.slug <> ${slug} and s.category_id = (select category_id from ${this_} here) and ${where}`,
      sql`s.position, s.id`,
      limit + LOOKED_AT,
    )
  const around = sql`(${besides(sql`s.position >= (select position from ${this_} here)`)}) union (${besides(sql`true`)})`
  const order = sql`m.available = 0, p.position < (select position from ${this_} here), p.position`
  return (await readCards(db, { shelf: around, order, limit })).products
}

/** The best matches for the text typed so far. */
export async function suggestProducts(
  db: DbOrTx,
  query: string,
  limit: number,
): Promise<{ products: ProductCard[]; pages: AnswerPage[] }> {
  const { ids, search } = await findProducts(db, query, { limit })
  const { pages } = search
  if (!ids.length) return { products: [], pages }
  const order = sql`array_position(${sql.param(ids)}::uuid[], p.id)`
  const preferColours = search.words.toLowerCase().split(/\s+/)
  const { products } = await readCards(db, { shelf: found(ids), order, limit, preferColours })
  return { products, pages }
}

/** A sitemap may name fifty thousand addresses. */
const SITEMAP_LIMIT = 49_000

/** Reads the slugs of the products on sale in a category, in its order; null: of those that are in none. */
export async function readSlugs(db: DbOrTx, category: string | null): Promise<string[]> {
  const rows = await db
    .select({ slug: products.slug })
    .from(products)
    .where(
      and(
        category === null
          ? isNull(products.categoryId)
          : sql`${products.categoryId} = (select id from ${categories} where slug = ${category})`,
        eq(products.active, true),
      ),
    )
    .orderBy(asc(products.position), asc(products.id))
    .limit(SITEMAP_LIMIT)
  return rows.map(row => row.slug)
}

type OfferedPrice = { amount: string; currency: string }

/** What can be bought of the variant `v` beyond its stock. */
const laterOf = sql`(select jsonb_build_object('units', room, 'expectedOn', expected_on) from back_orders where variant_id = v.id)`

const reductionOfV = reductionOf({
  variantId: sql`v.id`,
  amountMinor: sql`price.amount_minor`,
  regularMinor: sql`price.regular_minor`,
})

/** Reads the current stock and price of each variant: the parts of a product's page that may have changed since it was made. */
export async function readOffers(db: DbOrTx, slug: string): Promise<ProductOffer[]> {
  const rows = await db.execute<Omit<ProductOffer, 'price'> & OfferedPrice>(sql`
    select v.sku, price.amount_minor as amount, price.currency, ${reductionOfV} as reduction, ${laterOf} as later,
      coalesce((select units from sellable_stock where variant_id = v.id), 0)::int as available
    from products p
    join variants v on v.product_id = p.id and v.active
    join current_prices price on price.variant_id = v.id
    where p.slug = ${slug} and p.active`)
  return rows.map(({ sku, reduction, available, later, amount, currency }) => ({
    sku,
    reduction,
    available,
    later,
    price: { amount: Number(amount), currency },
  }))
}

/** Reads a product with everything that its page shows, in one query. It refuses with `not_found`. */
export async function readProduct(db: DbOrTx, slug: string): Promise<Product> {
  const onSale = sql`
    select jsonb_agg(jsonb_build_object('sku', v.sku, 'options', v.options,
      'price', jsonb_build_object('amount', price.amount_minor, 'currency', price.currency),
      'reduction', ${reductionOfV},
      'available', coalesce((select units from sellable_stock where variant_id = v.id), 0),
      'later', ${laterOf},
      'hasLaunch', exists (select from launched_variants where variant_id = v.id)) order by v.position)
    from ${variants} v join current_prices price on price.variant_id = v.id
    where v.product_id = ${products.id} and v.active`
  const shown = sql`
    select jsonb_agg(jsonb_build_object('url', url, 'alt', alt, 'colour', colour) order by position)
    from ${images} where product_id = ${products.id} and state = 'ready'`
  const [row] = await db
    .select({
      slug: products.slug,
      name: products.name,
      tagline: products.tagline,
      description: products.description,
      details: products.details,
      manufacturer: products.manufacturer,
      responsiblePerson: products.responsiblePerson,
      isNew: sql<boolean>`${products.createdAt} > now() - interval '30 days'`,
      category: { slug: categories.slug, name: categories.name },
      variants: sql<ProductVariant[] | null>`(${onSale})`,
      pictures: sql<Product['pictures'] | null>`(${shown})`,
    })
    .from(products)
    .leftJoin(categories, eq(categories.id, products.categoryId))
    .where(and(eq(products.slug, slug), eq(products.active, true)))
  if (!row?.variants) throw new Refusal('not_found', 'There is no such product.')
  const product = { ...row, variants: row.variants, pictures: row.pictures ?? [] }
  noteProduct(product)
  return product
}

/** The tax classes of these variants, on sale or not. */
export async function taxClassesOf(
  db: DbOrTx,
  variantIds: readonly string[],
): Promise<Map<string, TaxClass>> {
  const found = await db
    .select({ id: variants.id, taxClass: products.taxClass })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(inArray(variants.id, [...variantIds]))
  return new Map(found.map(({ id, taxClass }) => [id, taxClass]))
}

/** The products of these variants, by the variant's id. */
export async function productsOf(db: DbOrTx, variantIds: readonly string[]): Promise<Map<string, string>> {
  const found = await db
    .select({ id: variants.id, productId: variants.productId })
    .from(variants)
    .where(inArray(variants.id, [...variantIds]))
  return new Map(found.map(({ id, productId }) => [id, productId]))
}
