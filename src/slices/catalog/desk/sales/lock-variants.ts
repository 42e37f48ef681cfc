import { sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/client.ts'
import { Refusal } from '#platform/lib/refusal.ts'

export type PricedVariant = { id: string; sku: string; regularMinor: number; currency: string }

/**
 * Locks variants of a product, these or all that are sold, and reads what they cost without a sale. Setting a price locks them too, so
 * no price changes meanwhile.
 */
export async function lockVariants(
  tx: Tx,
  productId: string,
  skus: readonly string[] | undefined,
): Promise<PricedVariant[]> {
  const [product] = await tx.execute(sql`select from products where id = ${productId}`)
  if (!product) throw new Refusal('not_found', 'There is no such product.')
  const which = skus ? sql`sku = any(${sql.param([...skus])}::text[])` : sql`active`
  // In one order, so that two writers of the same ones wait for each other.
  const locked = await tx.execute<{ id: string; sku: string }>(sql`
    select id, sku from variants where product_id = ${productId} and ${which} order by id for no key update`)
  const unknown = skus?.find(sku => !locked.some(variant => variant.sku === sku))
  if (unknown !== undefined) throw wrong('skus', `The product has no SKU ${unknown}`)
  if (locked.length === 0) throw wrong('skus', 'The product has no variant that is sold')
  // A statement of its own, which sees what was written while the lock was waited for.
  const priced = await tx.execute<{ id: string; regularMinor: string; currency: string }>(sql`
    select variant_id as id, regular_minor as "regularMinor", currency from current_prices
    where variant_id = any(${sql.param(locked.map(({ id }) => id))}::uuid[])`)
  return locked.map(({ id, sku }) => {
    const price = priced.find(row => row.id === id)
    if (!price) throw wrong('skus', `${sku} has no price`)
    return { id, sku, currency: price.currency, regularMinor: Number(price.regularMinor) }
  })
}

const wrong = (path: string, message: string) =>
  new Refusal('validation_failed', `${message}.`, [{ path, message }])
