import { v7 as uuidv7 } from 'uuid'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { prices, variants } from '../schema.ts'
import type { NewVariant } from './product-input.ts'

/** Adds variants to a product, each with its first price. It refuses a SKU that any product of the shop has. */
export async function addVariants(
  tx: Tx,
  productId: string,
  added: readonly (NewVariant & { position: number })[],
): Promise<void> {
  if (added.length === 0) return
  const rows = added.map(({ sku, options, barcode, weightGrams, position }) => {
    return { id: uuidv7(), productId, sku, options, barcode: barcode || null, weightGrams, position }
  })
  // In the order of the SKUs, so that two writers of the same ones wait for each other in one order.
  const written = await tx
    .insert(variants)
    .values(rows.toSorted((one, other) => (one.sku < other.sku ? -1 : 1)))
    .onConflictDoNothing({ target: variants.sku })
    .returning({ id: variants.id, sku: variants.sku })
  const idOf = new Map(written.map(({ id, sku }) => [sku, id]))
  const taken = added.filter(({ sku }) => !idOf.has(sku)).map(({ sku }) => sku)
  if (taken.length)
    throw new Refusal('conflict', `The shop sells ${taken.join(', ')} already. A SKU belongs to one variant.`)
  await tx.insert(prices).values(
    added.map(({ sku, price }) => ({
      id: uuidv7(),
      variantId: idOf.get(sku) ?? '',
      amountMinor: price.amount,
      currency: price.currency,
    })),
  )
}

/** Refuses variants that a shopper, or the shop itself, could not tell apart. */
export function refuseTwins(all: readonly { sku: string; options: Record<string, string> }[]): void {
  const [skus, choices] = [new Set<string>(), new Set<string>()]
  all.forEach(({ sku, options }, index) => {
    const choice = JSON.stringify(Object.entries(options).toSorted())
    if (skus.has(sku)) throw wrong(`variants.${index}.sku`, `${sku} stands here twice`)
    if (choices.has(choice))
      throw wrong(
        `variants.${index}.options`,
        `${sku} has the same options as another variant. Give each its own, such as a colour or a size`,
      )
    skus.add(sku)
    choices.add(choice)
  })
}

const wrong = (path: string, message: string) =>
  new Refusal('validation_failed', `${message}.`, [{ path, message }])
