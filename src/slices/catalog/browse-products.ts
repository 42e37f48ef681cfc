import { type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { noteShown } from '#platform/http/page-notes.ts'
import {
  type Browsed,
  type BrowseInput,
  type Facets,
  PAGE_SIZE,
  type ProductFilters,
  priceBands,
} from './browsing.ts'
import { findProducts } from './find-products.ts'
import {
  filterConditions,
  found,
  offersOf,
  orderBy,
  priceBandSql,
  readCards,
  type Shelf,
  shelf,
} from './offers.ts'

/** Reads a page of a category, of a search or of everything, with its possible filters. */
export async function browseProducts(db: DbOrTx, input: BrowseInput): Promise<Browsed> {
  noteShown({ tags: [input.category === undefined ? 'catalogue' : `category:${input.category}`] })
  const sought =
    input.query === undefined
      ? null
      : await findProducts(db, input.query, { asTyped: input.asTyped ?? false })
  const ids = sought?.ids
  const products = ids
    ? found(ids, inCategory(input.category))
    : shelf(inCategory(input.category), shelfOrder[input.sort])
  const order =
    ids && input.sort === 'best' ? sql`array_position(${sql.param(ids)}::uuid[], p.id)` : orderBy[input.sort]
  const wordsAsColours = sought?.search.words.toLowerCase().split(/\s+/) ?? []
  const preferColours = [...input.filters.colours.map(colour => colour.toLowerCase()), ...wordsAsColours]
  const [cards, { facets, total }] = await Promise.all([
    readCards(db, {
      shelf: products,
      order,
      filters: input.filters,
      preferColours,
      limit: PAGE_SIZE,
      offset: (input.page - 1) * PAGE_SIZE,
    }),
    readFacets(db, products, input.filters),
  ])
  // The address of a cached page may only name pages with products, in any order.
  if (cards.products.length) noteShown({ choices: [`page=${input.page}`, `sort=${input.sort}`] })
  return { products: cards.products, total, facets, search: sought?.search ?? null }
}

const inCategory = (slug: string | undefined): SQL =>
  slug === undefined ? sql`true` : sql`s.category_id = (select id from categories where slug = ${slug})`

/** The order that decides which end of a long shelf a list shows. */
const shelfOrder: Record<BrowseInput['sort'], SQL | undefined> = {
  best: undefined,
  'price-up': undefined,
  'price-down': undefined,
  newest: sql`s.created_at desc nulls last, s.id`,
}

/** Counts each value under the choices of the other kinds, so that the number is what the shopper would see. */
async function readFacets(
  db: DbOrTx,
  shelf: Shelf,
  filters: ProductFilters,
): Promise<{ facets: Facets; total: number }> {
  const { colours, sizes, prices, inStock } = filterConditions(filters)
  const products = sql`count(distinct product_id)::int as count, min(position) as first`
  const rows = await db.execute<{ kind: keyof Facets | 'total'; value: string | null; count: number }>(sql`
    ${offersOf(shelf)}
    select 'colours' as kind, colour as value, ${products} from offer
      where colour is not null and ${sizes} and ${prices} and ${inStock} group by colour
    union all select 'sizes', size, ${products} from offer
      where size is not null and ${colours} and ${prices} and ${inStock} group by size
    union all select 'prices', ${priceBandSql()}, ${products} from offer
      where ${colours} and ${sizes} and ${inStock} group by 2
    union all select 'inStock', null, ${products} from offer
      where available > 0 and ${colours} and ${sizes} and ${prices}
    union all select 'total', null, ${products} from offer
      where ${colours} and ${sizes} and ${prices} and ${inStock}
    order by 4 nulls last, 2`)
  const valuesOf = (kind: string) =>
    rows.flatMap(row =>
      row.kind === kind && row.value !== null
        ? [{ value: row.value, label: row.value, count: row.count }]
        : [],
    )
  const bands = valuesOf('prices')
  return {
    total: rows.find(row => row.kind === 'total')?.count ?? 0,
    facets: {
      colours: valuesOf('colours'),
      sizes: valuesOf('sizes'),
      prices: priceBands.flatMap(band =>
        bands.filter(found => found.value === band.value).map(found => ({ ...found, label: band.label })),
      ),
      inStock: rows.find(row => row.kind === 'inStock')?.count ?? 0,
    },
  }
}
