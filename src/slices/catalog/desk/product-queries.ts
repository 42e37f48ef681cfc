import { and, asc, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import type { Money } from '#platform/fields/money.ts'
import { escapeLike } from '#platform/lib/escape-like.ts'
import { type PageBothWays, type PageStart, readPageBothWays } from '#platform/lib/pages.ts'
import { foldWords } from '../fold-words.ts'
import { categories, currentPrices, images, type PictureState, products, variants } from '../schema.ts'
import type { TaxClass } from '../tax-classes.ts'
import type { ProductState } from './product-fields.ts'

/** A variant as staff see it, also one that is not on sale. */
export type DeskVariant = {
  variantId: string
  sku: string
  options: Record<string, string>
  /** Null for a variant of an older shop that never had one. */
  price: Money | null
  barcode: string | null
  weightGrams: number
  onSale: boolean
}

/** A picture as staff see it, also one that pages do not show yet. */
export type DeskPicture = {
  id: string
  url: string
  alt: string
  colour: string | null
  state: PictureState
  failure: string | null
}

export type DeskProduct = {
  id: string
  slug: string
  name: string
  tagline: string
  description: string
  state: ProductState
  categories: string[]
  manufacturer: string | null
  responsiblePerson: string | null
  customsCode: string | null
  originCountry: string | null
  taxClass: TaxClass
  variants: DeskVariant[]
  pictures: DeskPicture[]
}

/** Reads products by their ids, in any order. */
async function readProducts(db: DbOrTx, ids: readonly string[]): Promise<DeskProduct[]> {
  if (ids.length === 0) return []
  const found = await db
    .select({ product: products, category: categories.slug })
    .from(products)
    .leftJoin(categories, eq(categories.id, products.categoryId))
    .where(inArray(products.id, [...ids]))
  const offered = await db
    .select({ variant: variants, priceMinor: currentPrices.regularMinor, currency: currentPrices.currency })
    .from(variants)
    .leftJoin(currentPrices, eq(currentPrices.variantId, variants.id))
    .where(inArray(variants.productId, [...ids]))
    .orderBy(asc(variants.position), asc(variants.sku))
  const shown = await readPictures(db, ids)
  return found.map(({ product, category }) => ({
    id: product.id,
    slug: product.slug,
    name: product.name,
    tagline: product.tagline,
    description: product.description,
    state: product.active ? 'published' : 'draft',
    categories: category ? [category] : [],
    manufacturer: product.manufacturer,
    responsiblePerson: product.responsiblePerson,
    customsCode: product.customsCode,
    originCountry: product.originCountry,
    taxClass: product.taxClass,
    variants: offered
      .filter(({ variant }) => variant.productId === product.id)
      .map(({ variant, priceMinor, currency }) => ({
        variantId: variant.id,
        sku: variant.sku,
        options: variant.options,
        price: priceMinor === null || currency === null ? null : { amount: priceMinor, currency },
        barcode: variant.barcode,
        weightGrams: variant.weightGrams,
        onSale: variant.active,
      })),
    pictures: shown
      .filter(({ productId }) => productId === product.id)
      .map(({ productId: _, ...picture }) => picture),
  }))
}

const readPictures = (db: DbOrTx, productIds: readonly string[]) =>
  db
    .select({
      productId: images.productId,
      id: images.id,
      url: images.url,
      alt: images.alt,
      colour: images.colour,
      state: images.state,
      failure: images.failure,
    })
    .from(images)
    .where(inArray(images.productId, [...productIds]))
    .orderBy(asc(images.position), asc(images.id))

/** Reads a product of staff; null when there is none. */
export async function readDeskProduct(db: DbOrTx, id: string): Promise<DeskProduct | null> {
  const [product] = await readProducts(db, [id])
  return product ?? null
}

/** Reads a page of all products, newest first, or of those whose name or SKU the words fit. */
export async function listDeskProducts(
  db: DbOrTx,
  asked: PageStart & { search: string; size: number },
): Promise<PageBothWays<DeskProduct>> {
  const backwards = asked.before !== null
  const from = backwards
    ? gt(products.id, asked.before ?? '')
    : asked.after
      ? lt(products.id, asked.after)
      : undefined
  const where = and(await matching(db, asked.search.trim()), from)
  const page = await readPageBothWays(
    asked,
    most =>
      db
        .select({ id: products.id })
        .from(products)
        .where(where)
        .orderBy(backwards ? asc(products.id) : desc(products.id))
        .limit(most),
    product => product.id,
  )
  const ids = page.rows.map(({ id }) => id)
  const read = new Map((await readProducts(db, ids)).map(product => [product.id, product]))
  return { ...page, rows: ids.flatMap(id => read.get(id) ?? []) }
}

/** Any part of a name, or the start of a SKU. Both are folded like in the shop's own search. */
async function matching(db: DbOrTx, search: string): Promise<SQL | undefined> {
  const [folded] = search ? await foldWords(db, [search]) : []
  if (!folded) return search ? sql`false` : undefined
  const typed = escapeLike(folded)
  return sql`${products.id} in (
    select id from products where spelling like ${`%${typed}%`}
    union select product_id from variants where sku ilike ${`${typed}%`})`
}
