import { sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { noteShown, type ShownStock } from '#platform/http/page-notes.ts'
import { soonest } from './later.ts'
import type { Product, ProductCard, ProductOffer } from './product.ts'
import { stockWords } from './ui/stock-words.ts'

type ShownVariant = Pick<ProductOffer, 'available' | 'later'> & { amount: number }

/** Notes that a cached page shows this product with each of its variants. */
export function noteProduct({ slug, variants }: Product): void {
  const bySku = variants.toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
  const words = bySku.map(variant => wordsOf(variant, { lowest: variant.price.amount, differ: false }))
  const choices = variants.flatMap(({ options }) =>
    Object.entries(options).map(([name, value]) => `${name.toLowerCase()}=${value}`),
  )
  noteShown({ tags: [`product:${slug}`], stock: [{ slug, of: 'variants', words }], choices })
}

/** Notes that a cached page shows these products, each with its total stock. */
export function noteCards(cards: readonly ProductCard[]): void {
  noteShown({
    tags: cards.map(({ slug }) => `product:${slug}`),
    stock: cards.map(card => ({
      slug: card.slug,
      of: 'product',
      words: [wordsOf(card, { lowest: card.priceFrom.amount, differ: card.pricesDiffer })],
    })),
  })
}

/** What a page shows of a product that no trigger announces: its stock, and its price, which a sale changes by the clock alone. */
const wordsOf = (
  { available, later }: Pick<ProductOffer, 'available' | 'later'>,
  price: { lowest: number; differ: boolean },
) => `${stockWords(available, later).words} ${price.lowest}${price.differ ? '+' : ''}`

/** True when a cached page still shows the right prices and words about stock. */
export async function stockIsAsShown(
  db: { execute: DbOrTx['execute'] },
  shown: readonly ShownStock[],
): Promise<boolean> {
  if (shown.length === 0) return true
  const slugs = [...new Set(shown.map(({ slug }) => slug))]
  const rows = await db.execute<{ slug: string; variants: ShownVariant[] }>(sql`
    select p.slug, jsonb_agg(jsonb_build_object('amount', price.amount_minor, 'available', coalesce(stock.units, 0),
      'later', (select jsonb_build_object('units', room, 'expectedOn', expected_on) from back_orders where variant_id = v.id)) order by v.sku collate "C") as variants
    from products p
    join variants v on v.product_id = p.id and v.active
    join current_prices price on price.variant_id = v.id
    left join lateral (select units from sellable_stock where variant_id = v.id) stock on true
    where p.slug = any(${sql.param(slugs)}::text[])
    group by p.slug`)
  const standing = new Map(rows.map(row => [row.slug, row.variants]))
  return shown.every(({ slug, of, words }) => {
    const variants = standing.get(slug) ?? []
    const available = variants.reduce((sum, { available }) => sum + available, 0)
    const amounts = variants.map(({ amount }) => amount)
    const [lowest, highest] = [Math.min(...amounts), Math.max(...amounts)]
    const now =
      of === 'variants'
        ? variants.map(variant => wordsOf(variant, { lowest: variant.amount, differ: false }))
        : [wordsOf({ available, later: soonest(variants) }, { lowest, differ: lowest !== highest })]
    return now.join() === words.join()
  })
}
