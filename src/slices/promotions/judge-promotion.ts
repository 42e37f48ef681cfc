import type { Tx } from '#platform/db/client.ts'
import { Refusal, type WrongField } from '#platform/lib/refusal.ts'
import { findUnknownSlugs } from '#slices/catalog/named-products.ts'
import type { Conditions } from './promotion.ts'

export function refuseWrong(wrong: readonly WrongField[]): void {
  const [first] = wrong
  if (first) throw new Refusal('validation_failed', `${first.message}.`, [...wrong])
}

/** A promotion for first orders is used once by each customer. */
export function refuseSecondFirstOrders(
  { firstOrder }: Conditions,
  limitPerCustomer: number | null | undefined,
): void {
  if (!firstOrder || !limitPerCustomer || limitPerCustomer === 1) return
  const message = 'Nobody has two first orders: enter 1, or leave it out'
  refuseWrong([{ path: 'limitPerCustomer', message }])
}

export function refuseEndBeforeStart(startsAt: Date | null, endsAt: Date | null): void {
  if (!startsAt || !endsAt || endsAt > startsAt) return
  refuseWrong([{ path: 'endsAt', message: 'It ends before it starts: enter a later end' }])
}

/** Refuses slugs that the shop does not have, each at its place. */
export async function refuseUnknownSlugs(
  tx: Tx,
  { products = [], categories = [] }: Conditions,
): Promise<void> {
  const unknown = await findUnknownSlugs(tx, { products, categories })
  refuseWrong([
    ...unknown.products.map(slug => ({
      path: `conditions.products.${products.indexOf(slug)}`,
      message: `There is no product ${slug}`,
    })),
    ...unknown.categories.map(slug => ({
      path: `conditions.categories.${categories.indexOf(slug)}`,
      message: `There is no category ${slug}`,
    })),
  ])
}
