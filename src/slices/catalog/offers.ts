import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { MAX_PAGE, PAGE_SIZE, type ProductFilters, priceBands, type Sort } from './browsing.ts'
import type { Later } from './later.ts'
import type { ProductCard, Reduction } from './product.ts'
import { reductionOf } from './reductions.ts'
import { noteCards } from './shown-stock.ts'

/** A product counts as new for this long. */
const NEW_DAYS = 30

/**
 * A list uses only as many products as its pages can show, the first on their shelf. Filters, counts and sorting by price cover
 * these: reading a million variants for a page of 24 helps nobody, and staff should divide a longer shelf.
 */
const SHELF_LIMIT = MAX_PAGE * PAGE_SIZE

/** The source of a list: rows of `id`, `position` and `created_at`. */
export type Shelf = SQL

/** The first products `s` that fit, in this order. */
export const shelf = (fits: SQL, order: SQL = sql`s.position, s.id`, limit = SHELF_LIMIT): Shelf =>
  sql`select s.id, s.position, s.created_at from products s where s.active and ${fits} order by ${order} limit ${limit}`

/** The products that a search found. */
export const found = (ids: readonly string[], fits: SQL = sql`true`): Shelf =>
  sql`select s.id, s.position, s.created_at from products s where s.active and s.id = any(${sql.param(ids)}::uuid[]) and ${fits}`

/**
 * Every variant on sale of a shelf: its product, options, current price and the units that can be bought. Inventory is
 * above the catalogue, so this reads the view that it publishes and does not call its code.
 */
export const offersOf = (shelf: Shelf): SQL => sql`
  with product as materialized (${shelf}), offer as (
    select v.product_id, v.position, v.options ->> 'Colour' as colour, v.options ->> 'Size' as size,
      v.id as variant_id, price.amount_minor as price, price.regular_minor as regular, price.currency,
      coalesce((select units from sellable_stock where variant_id = v.id), 0) as available
    from product p
    join variants v on v.product_id = p.id and v.active
    join current_prices price on price.variant_id = v.id
  )`

const oneOf = (column: SQL, values: readonly string[]): SQL =>
  values.length
    ? sql`${column} in (${sql.join(
        values.map(value => sql`${value}`),
        sql`, `,
      )})`
    : sql`true`

export const filterConditions = (filters: ProductFilters) => ({
  colours: oneOf(sql`colour`, filters.colours),
  sizes: oneOf(sql`size`, filters.sizes),
  prices: oneOf(priceBandSql(), filters.prices),
  inStock: filters.inStock ? sql`available > 0` : sql`true`,
})

export function priceBandSql(): SQL {
  const cases = priceBands.map(band =>
    band.toMinor === null ? sql`else ${band.value}` : sql`when price < ${band.toMinor} then ${band.value}`,
  )
  return sql`case ${sql.join(cases, sql` `)} end`
}

type CardRow = {
  slug: string
  name: string
  tagline: string
  price_from: string
  price_to: string
  currency: string
  available: string
  is_new: boolean
  colours: string[] | null
  url: string | null
  alt: string | null
  colour: string | null
  later: Later | null
  reduction: Reduction | null
  total: number
}

/** One page of cards, and the number of all matching products (0 also when the page is behind the last one). */
export async function readCards(
  db: DbOrTx,
  wanted: {
    shelf: Shelf
    order: SQL
    limit: number
    offset?: number
    filters?: ProductFilters
    preferColours?: string[]
  },
): Promise<{ products: ProductCard[]; total: number }> {
  const preferred = sql`(${oneOf(sql`lower(colour)`, wanted.preferColours?.length ? wanted.preferColours : ['-'])})`
  const conditions = wanted.filters ? Object.values(filterConditions(wanted.filters)) : [sql`true`]
  const rows = await db.execute<CardRow>(sql`
    ${offersOf(wanted.shelf)},
    matching as (
      select product_id, min(price) as price_from, max(price) as price_to, min(currency) as currency, sum(available) as available,
        (array_agg(variant_id order by price, regular desc))[1] as cheapest, (array_agg(regular order by price, regular desc))[1] as regular
      from offer where ${sql.join(conditions, sql` and `)} group by product_id
    ),
    page as (
      select p.id, m.*, count(*) over ()::int as total, row_number() over (order by ${wanted.order}) as place
      from matching m join product p on p.id = m.product_id
      order by place limit ${wanted.limit} offset ${wanted.offset ?? 0}
    )
    select page.*, s.slug, s.name, s.tagline, s.created_at > now() - make_interval(days => ${NEW_DAYS}) as is_new, picture.*,
      ${reductionOf({ variantId: sql`page.cheapest`, amountMinor: sql`page.price_from`, regularMinor: sql`page.regular` })} as reduction,
      (select jsonb_agg(kind.colour order by kind.first) from (
        select options ->> 'Colour' as colour, min(position) as first
        from variants where product_id = page.id and active and options ? 'Colour' group by 1
      ) kind) as colours,
      case when page.available = 0 then (
        select jsonb_build_object('units', sum(b.room)::int, 'expectedOn', min(b.expected_on)) from variants v
        join back_orders b on b.variant_id = v.id where v.product_id = page.id and v.active having count(*) > 0
      ) end as later
    from page join products s on s.id = page.id
    left join lateral (
      select url, alt, case when ${preferred} then colour end as colour from images where product_id = page.id and state = 'ready'
      order by ${preferred} is true desc, position limit 1
    ) picture on true
    order by place`)
  const products = rows.map(toCard)
  noteCards(products)
  return { products, total: rows[0]?.total ?? 0 }
}

export const orderBy: Record<Sort, SQL> = {
  best: sql`m.available = 0, p.position, p.id`,
  'price-up': sql`m.price_from, p.position, p.id`,
  'price-down': sql`m.price_to desc, p.position, p.id`,
  newest: sql`p.created_at desc, p.id`,
}

function toCard(row: CardRow): ProductCard {
  return {
    slug: row.slug,
    name: row.name,
    tagline: row.tagline,
    priceFrom: { amount: Number(row.price_from), currency: row.currency },
    pricesDiffer: row.price_from !== row.price_to,
    picture: { url: row.url ?? '/pictures/placeholder.svg', alt: row.alt ?? row.name },
    shownColour: row.colour,
    colours: row.colours ?? [],
    available: Number(row.available),
    later: row.later,
    isNew: row.is_new,
    reduction: row.reduction,
  }
}
