import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { customers } from '#platform/auth/schema.ts'
import { type Db, database, type Tx } from '#platform/db/client.ts'
import { env } from '#platform/lib/env.ts'
import { SHOP_CURRENCY } from '#platform/lib/money.ts'
import { signIn } from '#run/web/sign-in.ts'
import { altText } from '#slices/catalog/demo/art/alt-text.ts'
import { demoCategories, demoProducts } from '#slices/catalog/demo/demo-catalogue.ts'
import type { DemoProduct } from '#slices/catalog/demo/demo-product.ts'
import { pictureUrl, productViews } from '#slices/catalog/pictures.ts'
import { categories, images, prices, products, variants } from '#slices/catalog/schema.ts'
import { stockLevels, stockMovements, warehouses } from '#slices/inventory/schema.ts'
import { demoPeople } from './demo-people.ts'

/** Any number: it names the lock that keeps two processes from filling the shop twice. */
const SEED_LOCK = 7_201_406
const DAY_MS = 86_400_000

/** Fills an empty shop with the demo catalogue and its people; does nothing where there are products already. */
export async function seedDemo(): Promise<void> {
  const db = database()
  await db.transaction(async tx => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK})`)
    const [anyProduct] = await tx.select({ id: products.id }).from(products).limit(1)
    if (anyProduct) return
    // People first, and not in this transaction: a start cut short finds an empty shop again and goes on.
    if (!env().stripe.takesRealMoney) await inviteDemoPeople(db)
    await fillShelves(tx)
  })
}

/** The demo catalogue with its stock, in a database that has none. */
export async function fillShelves(tx: Tx) {
  const shelves = [
    { id: uuidv7(), code: 'north', name: 'North warehouse, Leeds', priority: 1 },
    { id: uuidv7(), code: 'south', name: 'South warehouse, Reading', priority: 2 },
  ]
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
  const counted = wares.flatMap(({ id, stock }) =>
    shelves.map(shelf => ({
      variantId: id,
      warehouseId: shelf.id,
      onHand: stock[shelf.code as 'north' | 'south'],
    })),
  )
  const received = counted
    .filter(level => level.onHand > 0)
    .map(({ onHand, ...place }) => ({
      ...place,
      quantity: onHand,
      reason: 'received' as const,
      actor: 'system:command',
    }))

  await tx.insert(warehouses).values(shelves)
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
  await tx.insert(stockLevels).values(counted)
  await tx.insert(stockMovements).values(received)
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

async function inviteDemoPeople(db: Db) {
  for (const { role, ...person } of demoPeople) {
    const [known] = await db
      .select({ id: customers.id })
      .from(customers)
      .where(eq(customers.email, person.email))
    if (!known) await signIn().api.signUpEmail({ body: person })
    await db.update(customers).set({ role, emailVerified: true }).where(eq(customers.email, person.email))
  }
}
