import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { readCursor, readPage, writeCursor } from '#platform/lib/pages.ts'
import { findProducts } from './find-products.ts'
import type { Reduction } from './product.ts'
import { reductionOf } from './reductions.ts'

export type ListedProduct = {
  slug: string
  name: string
  priceFromMinor: number
  currency: string
  imageUrl: string | null
  reduction: Reduction | null
}
export type ProductPage = { products: ListedProduct[]; nextCursor: string | null }

type Row = Omit<ListedProduct, 'priceFromMinor'> & { id: string; position: number; priceFromMinor: string }

/**
 * Reads products on sale, a page at a time: everything by id, a category in its own order, a search by rank. A
 * ranked list has no key to go on from, so its cursor is a count; the search itself ends after a few hundred.
 */
export async function listProducts(
  db: DbOrTx,
  asked: { query?: string; category?: string; cursor?: string; limit: number },
): Promise<ProductPage> {
  const query = asked.query?.trim()
  if (query) return searched(db, { ...asked, query })
  return asked.category ? inCategory(db, { ...asked, category: asked.category }) : everything(db, asked)
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function everything(db: DbOrTx, asked: { cursor?: string; limit: number }): Promise<ProductPage> {
  const [after] = readCursor(asked.cursor, UUID)
  const further = after ? sql`and p.id > ${after}::uuid` : sql``
  return readProducts(db, asked.limit, { where: further, order: sql`p.id` }, last => [last.id])
}

async function inCategory(
  db: DbOrTx,
  asked: { category: string; cursor?: string; limit: number },
): Promise<ProductPage> {
  const [position, id] = readCursor(asked.cursor, /^-?\d{1,9}$/, UUID)
  const further = position && id ? sql`and (p.position, p.id) > (${position}::int, ${id}::uuid)` : sql``
  const where = sql`and p.category_id = (select id from categories where slug = ${asked.category}) ${further}`
  const order = sql`p.position, p.id`
  return readProducts(db, asked.limit, { where, order }, last => [String(last.position), last.id])
}

async function searched(
  db: DbOrTx,
  asked: { query: string; category?: string; cursor?: string; limit: number },
): Promise<ProductPage> {
  const skipped = Number(readCursor(asked.cursor, /^\d{1,3}$/)[0] ?? 0)
  const { ids } = await findProducts(db, asked.query)
  if (!ids.length) return { products: [], nextCursor: null }
  const found = sql`${sql.param(ids)}::uuid[]`
  const category = asked.category
    ? sql`and p.category_id = (select id from categories where slug = ${asked.category})`
    : sql``
  const where = sql`and p.id = any(${found}) ${category}`
  const order = sql`array_position(${found}, p.id)`
  return readProducts(db, asked.limit, { where, order, skipped }, () => [String(skipped + asked.limit)])
}

async function readProducts(
  db: DbOrTx,
  limit: number,
  wanted: { where: SQL; order: SQL; skipped?: number },
  keyOf: (last: Row) => string[],
): Promise<ProductPage> {
  const { rows, next } = await readPage(limit, most => readRows(db, { ...wanted, most }), keyOf)
  return {
    products: rows.map(({ slug, name, currency, imageUrl, reduction, priceFromMinor }) => ({
      slug,
      name,
      currency,
      imageUrl,
      reduction,
      priceFromMinor: Number(priceFromMinor),
    })),
    nextCursor: next && writeCursor(next),
  }
}

async function readRows(
  db: DbOrTx,
  { where, order, skipped, most }: { where: SQL; order: SQL; skipped?: number; most: number },
): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select p.id, p.slug, p.name, p.position, cheapest.amount_minor as "priceFromMinor", cheapest.currency,
      ${reductionOf({ variantId: sql`cheapest.id`, amountMinor: sql`cheapest.amount_minor`, regularMinor: sql`cheapest.regular_minor` })} as reduction,
      (select i.url from images i where i.product_id = p.id and i.state = 'ready' order by i.position limit 1) as "imageUrl"
    from products p
    cross join lateral (
      select v.id, c.amount_minor, c.regular_minor, c.currency from variants v join current_prices c on c.variant_id = v.id
      where v.product_id = p.id and v.active order by c.amount_minor, c.regular_minor desc limit 1
    ) cheapest
    where p.active ${where} order by ${order} limit ${most} ${skipped ? sql`offset ${skipped}` : sql``}`)
  return [...rows]
}
