import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { noteShown, type ShownStock } from '#platform/http/page-notes.ts'
import { soonest } from './later.ts'
import type { Product, ProductCard, ProductOffer } from './product.ts'
import { stockWords } from './ui/stock-words.ts'

/** Notes that a cached page shows this product with each of its variants. */
export function noteProduct({ slug, variants }: Product): void {
  const bySku = variants.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  const words = bySku.map(variant => stockWords(variant.available, variant.later).words)
  const choices = variants.flatMap(({ options }) =>
    Object.entries(options).map(([name, value]) => `${name.toLowerCase()}=${value}`),
  )
  noteShown({ tags: [`product:${slug}`], stock: [{ slug, of: 'variants', words }], choices })
}

/** Notes that a cached page shows these products, each with its total stock. */
export function noteCards(cards: readonly ProductCard[]): void {
  noteShown({
    tags: cards.map(({ slug }) => `product:${slug}`),
    stock: cards.map(({ slug, available, later }) => ({
      slug,
      of: 'product',
      words: [stockWords(available, later).words],
    })),
  })
}

/** True when a cached page still shows the right words about stock. */
export async function stockIsAsShown(
  db: { execute: DbOrTx['execute'] },
  shown: readonly ShownStock[],
): Promise<boolean> {
  if (shown.length === 0) return true
  const slugs = [...new Set(shown.map(({ slug }) => slug))]
  const rows = await db.execute<{ slug: string; variants: Pick<ProductOffer, 'available' | 'later'>[] }>(sql`
    select p.slug, jsonb_agg(jsonb_build_object('available', coalesce(stock.units, 0),
      'later', (select jsonb_build_object('units', room, 'expectedOn', expected_on) from back_orders where variant_id = v.id)) order by v.sku collate "C") as variants
    from products p
    join variants v on v.product_id = p.id and v.active
    join prices price on price.variant_id = v.id and price.valid_to is null
    left join lateral (select units from sellable_stock where variant_id = v.id) stock on true
    where p.slug = any(${sql.param(slugs)}::text[])
    group by p.slug`)
  const now = new Map(rows.map(row => [row.slug, row.variants]))
  return shown.every(({ slug, of, words }) => {
    const variants = now.get(slug) ?? []
    const available = variants.reduce((sum, { available }) => sum + available, 0)
    const all = { available, later: soonest(variants) }
    const units = of === 'variants' ? variants : [all]
    return units.map(({ available, later }) => stockWords(available, later).words).join() === words.join()
  })
}
