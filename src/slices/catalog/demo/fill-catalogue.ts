import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import { pictureUrl, productViews } from '../pictures/drawings.ts'
import { categories, images, prices, products, variants } from '../schema.ts'
import { altText } from './art/alt-text.ts'
import { demoCategories, demoProducts } from './demo-catalogue.ts'
import type { DemoProduct } from './demo-product.ts'

const DAY_MS = 86_400_000

/** The demo catalogue, in a database that has none. */
export async function fillCatalogue(tx: Tx): Promise<void> {
  const kinds = demoCategories.map((category, position) => ({
    ...category,
    id: uuidv7(),
    imageUrl: pictureUrl({ kind: 'category', slug: category.slug }),
    position,
  }))
  const categoryIds = new Map(kinds.map(kind => [kind.slug, kind.id]))
  const shelved = demoProducts.map((product, position) => ({ product, position, id: uuidv7() }))
  const wares = shelved.flatMap(({ product, id }) =>
    product.variants.map((variant, position) => ({ ...variant, id: uuidv7(), productId: id, position })),
  )
  await tx.insert(categories).values(kinds)
  await tx
    .insert(products)
    .values(
      shelved.map(({ product, position, id }) =>
        productRow(product, position, id, categoryIds.get(product.category)),
      ),
    )
  await tx.insert(variants).values(wares)
  await tx.insert(prices).values(
    wares.map(({ id, priceMinor }) => ({
      id: uuidv7(),
      variantId: id,
      amountMinor: priceMinor,
      currency: SHOP_CURRENCY,
    })),
  )
  await tx.insert(images).values(shelved.flatMap(({ product, id }) => imageRows(product, id)))
}

function productRow(product: DemoProduct, position: number, id: string, categoryId: string | undefined) {
  if (!categoryId)
    throw new Error(`${product.slug} stands in the category ${product.category}, which there is not.`)
  // Colours and sizes are words people search with, so they stand among the keywords.
  const options = new Set(product.variants.flatMap(variant => Object.values(variant.options)))
  // New things came in this week, the others over the months before, first on the shelf last.
  const daysAgo = product.isNew ? position / 10 : 60 + position
  return {
    id,
    slug: product.slug,
    name: product.name,
    tagline: product.tagline,
    description: product.description,
    details: product.details,
    keywords: [...product.keywords, ...options].join(' '),
    categoryId,
    position,
    featured: product.featured ?? false,
    createdAt: new Date(Date.now() - daysAgo * DAY_MS),
  }
}

/** Every colour from every side; the colour that the catalogue shows first comes first. */
function imageRows(product: DemoProduct, productId: string) {
  const offered = [...new Set(product.variants.map(variant => variant.options.Colour))]
  offered.sort((a, b) => Number(b === product.art.colour) - Number(a === product.art.colour))
  return offered.flatMap((colour, turn) =>
    productViews.map((view, side) => ({
      id: uuidv7(),
      productId,
      colour: colour ?? null,
      url: pictureUrl({ kind: 'product', slug: product.slug, colour, view }),
      alt: altText(product.slug, colour, view),
      position: turn * productViews.length + side,
    })),
  )
}
