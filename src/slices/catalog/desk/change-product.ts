import { asc, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { currentPrices, products, variants } from '../schema.ts'
import { addVariants, refuseTwins } from './add-variants.ts'
import { findCategory } from './find-category.ts'
import type { NewVariant, ProductChange, VariantChange } from './product-input.ts'

/**
 * Changes what is named of a product. Its address stays, so that links go on leading to it. Variants are added, changed and taken
 * off sale, and never deleted, because orders refer to them.
 */
export async function changeProduct(
  ctx: Pick<Ctx, 'db'>,
  { id, categories, state, variants: changes = [], ...texts }: ProductChange & { id: string },
): Promise<void> {
  await ctx.db.transaction(async tx => {
    const [found] = await tx
      .select({ id: products.id })
      .from(products)
      .where(eq(products.id, id))
      .for('no key update')
    if (!found) throw new Refusal('not_found', 'There is no such product.')
    const set = {
      ...named(texts),
      ...(categories && { categoryId: await findCategory(tx, categories) }),
      ...(state && { active: state === 'published' }),
    }
    if (Object.keys(set).length) await tx.update(products).set(set).where(eq(products.id, id))
    await changeVariants(tx, id, changes)
  })
}

/** An emptied name of a maker, code or country is none. */
function named({
  manufacturer,
  responsiblePerson,
  customsCode,
  originCountry,
  ...texts
}: Omit<ProductChange, 'categories' | 'state' | 'variants'>) {
  const emptied = Object.entries({ manufacturer, responsiblePerson, customsCode, originCountry })
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => [name, text || null])
  const written = Object.entries(texts).filter(([, text]) => text !== undefined)
  return Object.fromEntries([...written, ...emptied]) as Partial<typeof products.$inferInsert>
}

type Known = { id: string; sku: string; options: Record<string, string>; priceMinor: number | null }

async function changeVariants(tx: Tx, productId: string, changes: readonly VariantChange[]) {
  if (changes.length === 0) return
  const known: Known[] = await tx
    .select({
      id: variants.id,
      sku: variants.sku,
      options: variants.options,
      priceMinor: currentPrices.regularMinor,
    })
    .from(variants)
    .leftJoin(currentPrices, eq(currentPrices.variantId, variants.id))
    .where(eq(variants.productId, productId))
    .orderBy(asc(variants.position))
  const ofSku = new Map(known.map(variant => [variant.sku, variant]))
  const untouched = known.filter(({ sku }) => !changes.some(change => change.sku === sku))
  refuseTwins([
    ...changes.map(({ sku, options }) => ({ sku, options: options ?? ofSku.get(sku)?.options ?? {} })),
    ...untouched,
  ])
  for (const [index, change] of changes.entries()) {
    const variant = ofSku.get(change.sku)
    if (variant) await changeVariant(tx, variant, change, index)
  }
  const added = changes.flatMap((change, index) => (ofSku.has(change.sku) ? [] : [newVariant(change, index)]))
  await addVariants(
    tx,
    productId,
    added.map((variant, index) => ({ ...variant, position: known.length + index })),
  )
}

async function changeVariant(
  tx: Tx,
  { id, sku, priceMinor }: Known,
  { options, price, barcode, weightGrams, onSale }: VariantChange,
  index: number,
) {
  if (price && price.amount !== priceMinor) {
    const message = `${sku} has another price. Prices are changed by themselves, so that their history is kept`
    throw new Refusal('validation_failed', `${message}.`, [{ path: `variants.${index}.price`, message }])
  }
  const set = {
    ...(options && { options }),
    ...(barcode !== undefined && { barcode: barcode || null }),
    ...(weightGrams !== undefined && { weightGrams }),
    ...(onSale !== undefined && { active: onSale }),
  }
  if (Object.keys(set).length) await tx.update(variants).set(set).where(eq(variants.id, id))
}

function newVariant({ sku, options, price, barcode, weightGrams }: VariantChange, index: number): NewVariant {
  if (price) return { sku, options: options ?? {}, price, barcode, weightGrams: weightGrams ?? 0 }
  const message = `${sku} is new here and needs a price`
  throw new Refusal('validation_failed', `${message}.`, [{ path: `variants.${index}.price`, message }])
}
