import type { Ctx } from '#platform/jobs/ctx.ts'
import { products } from '../schema.ts'
import { addVariants, refuseTwins } from './add-variants.ts'
import { findCategory } from './find-category.ts'
import { freeSlug } from './free-slug.ts'
import type { NewProduct } from './product-input.ts'

/**
 * Creates a product with its variants and their prices. Its address is made of its name and stays. It is on sale at once when it
 * is published, in no category and without a picture too; stock is put on the shelf afterwards. The same id again is the same product.
 */
export async function createProduct(
  ctx: Pick<Ctx, 'db'>,
  { id, variants, categories, state, ...texts }: NewProduct & { id: string },
): Promise<void> {
  refuseTwins(variants)
  await ctx.db.transaction(async tx => {
    const categoryId = await findCategory(tx, categories)
    const slug = await freeSlug(tx, texts.name)
    const [created] = await tx
      .insert(products)
      .values({ id, slug, categoryId, active: state === 'published', ...texts, ...emptied(texts) })
      .onConflictDoNothing({ target: products.id })
      .returning({ id: products.id })
    if (!created) return
    await addVariants(
      tx,
      id,
      variants.map((variant, position) => ({ ...variant, position })),
    )
  })
}

type Emptied = Pick<NewProduct, 'manufacturer' | 'responsiblePerson' | 'customsCode' | 'originCountry'>

/** An empty text is no maker, code or country. */
const emptied = (texts: Emptied) => ({
  manufacturer: texts.manufacturer || null,
  responsiblePerson: texts.responsiblePerson || null,
  customsCode: texts.customsCode || null,
  originCountry: texts.originCountry || null,
})
