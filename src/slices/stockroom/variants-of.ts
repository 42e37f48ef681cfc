import { inArray } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { wares } from '#slices/catalog/schema.ts'

/** The variant of each line. It refuses the whole with each SKU that the shop does not have, by the line's place. */
export async function variantsOf<Line extends { sku: string }>(
  db: DbOrTx,
  lines: readonly Line[],
): Promise<(Line & { variantId: string })[]> {
  const skus = lines.map(({ sku }) => sku)
  const { sku, variantId } = wares
  const known = await db.select({ sku, variantId }).from(wares).where(inArray(sku, skus))
  const ids = new Map(known.map(ware => [ware.sku, ware.variantId]))
  const unknown = lines.flatMap((line, index) =>
    ids.has(line.sku) ? [] : [{ path: `lines.${index}.sku`, message: `There is no SKU ${line.sku}` }],
  )
  if (unknown[0]) throw new Refusal('validation_failed', `${unknown[0].message}.`, unknown)
  return lines.map(line => ({ ...line, variantId: ids.get(line.sku) ?? '' }))
}
