import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { findProducts } from './find-products.ts'

export type ListedProduct = {
  slug: string
  name: string
  priceFromMinor: number
  currency: string
  imageUrl: string | null
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
  const rows = await page(
    db,
    after ? sql`and p.id > ${after}::uuid` : sql``,
    sql`order by p.id limit ${asked.limit + 1}`,
  )
  return cut(rows, asked.limit, last => [last.id])
}

async function inCategory(
  db: DbOrTx,
  asked: { category: string; cursor?: string; limit: number },
): Promise<ProductPage> {
  const [position, id] = readCursor(asked.cursor, /^-?\d{1,9}$/, UUID)
  const further = position && id ? sql`and (p.position, p.id) > (${position}::int, ${id}::uuid)` : sql``
  const where = sql`and p.category_id = (select id from categories where slug = ${asked.category}) ${further}`
  const rows = await page(db, where, sql`order by p.position, p.id limit ${asked.limit + 1}`)
  return cut(rows, asked.limit, last => [String(last.position), last.id])
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
  const rows = await page(
    db,
    sql`and p.id = any(${found}) ${category}`,
    sql`order by array_position(${found}, p.id) limit ${asked.limit + 1} offset ${skipped}`,
  )
  return cut(rows, asked.limit, () => [String(skipped + asked.limit)])
}

async function page(db: DbOrTx, where: SQL, order: SQL): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select p.id, p.slug, p.name, p.position, cheapest.amount_minor as "priceFromMinor", cheapest.currency,
      (select i.url from images i where i.product_id = p.id order by i.position limit 1) as "imageUrl"
    from products p
    cross join lateral (
      select c.amount_minor, c.currency from variants v join prices c on c.variant_id = v.id and c.valid_to is null
      where v.product_id = p.id and v.active order by c.amount_minor limit 1
    ) cheapest
    where p.active ${where} ${order}`)
  return [...rows]
}

function cut(rows: Row[], limit: number, keyOf: (last: Row) => string[]): ProductPage {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    products: shown.map(({ slug, name, currency, imageUrl, priceFromMinor }) => ({
      slug,
      name,
      currency,
      imageUrl,
      priceFromMinor: Number(priceFromMinor),
    })),
    nextCursor: last && rows.length > limit ? Buffer.from(keyOf(last).join(' ')).toString('base64url') : null,
  }
}

export class CursorUnreadable extends Error {}

function readCursor(cursor: string | undefined, ...shapes: RegExp[]): string[] {
  if (cursor === undefined) return []
  const parts = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (parts.length !== shapes.length || !shapes.every((shape, index) => shape.test(parts[index] ?? '')))
    throw new CursorUnreadable()
  return parts
}
