import { and, asc, eq, gt, gte, isNotNull, or, type SQL } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { SHOP_CURRENCY } from '#platform/fields/money.ts'
import type { Ctx } from '#platform/jobs/ctx.ts'
import { Refusal } from '#platform/lib/refusal.ts'
import { productsOf } from '#slices/catalog/queries.ts'
import { discounted } from '#slices/pricing/discounts.ts'
import { promotionById } from '#slices/promotions/live-promotions.ts'
import type { LivePromotion } from '#slices/promotions/promotion.ts'
import { type OrderLine, readLinesOf } from '../queries.ts'
import { orders } from '../schema.ts'

const DAYS = 30
const DAY_MS = 86_400_000
const BATCH = 500
/** More orders than a shop of this size has in a month; a longer look would keep the answer waiting. */
const MOST_ORDERS = 50_000

export type Tried = {
  from: Date
  to: Date
  /** Orders that were looked at, and those that would have got something. */
  orders: number
  reached: number
  amountMinor: number
  currency: string
  /** Of these, orders of which more than half of the goods would have been given away, earlier discounts included. */
  aboveHalf: number
  /** There were more orders, of which the newest were not looked at. */
  isPartial: boolean
}

type Placed = {
  id: string
  email: string
  placedAt: Date
  discountMinor: number
  subtotalMinor: number
  shippingMinor: number
}

/**
 * What a promotion would have cost in the last thirty days: every order that was paid for is worked out again with it, as it was placed.
 * Limits count within these days, and a first order is the first in them. Beside what an order got at the time it is given if it combines; otherwise
 * only what it takes off beyond that counts. Nothing is written.
 */
export async function tryPromotion(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  promotionId: string,
): Promise<Tried> {
  const to = now()
  const from = new Date(to.getTime() - DAYS * DAY_MS)
  const tally = { orders: 0, reached: 0, amountMinor: 0, aboveHalf: 0 }
  const usesOf = new Map<string, number>()
  let after: Placed | null = null
  for (;;) {
    const batch: Placed[] = await readBatch(db, from, after)
    if (batch.length === 0 || tally.orders >= MOST_ORDERS) break
    after = batch.at(-1) ?? null
    const lines = await readLinesOf(
      db,
      batch.map(({ id }) => id),
    )
    const products = await productsOf(db, [
      ...new Set([...lines.values()].flat().map(({ variantId }) => variantId)),
    ])
    const promotion = await promotionById(db, promotionId, [...new Set(products.values())])
    if (!promotion) throw new Refusal('not_found', 'There is no such promotion.')
    for (const order of batch) {
      tally.orders++
      const uses = usesOf.get(order.email) ?? 0
      const takenMinor = isWithin(promotion, uses)
        ? takesOff(promotion, order, {
            lines: lines.get(order.id) ?? [],
            products,
            isFirst: !usesOf.has(order.email),
          })
        : 0
      usesOf.set(order.email, uses + (takenMinor > 0 ? 1 : 0))
      if (takenMinor <= 0) continue
      tally.reached++
      tally.amountMinor += takenMinor
      if (2 * (order.discountMinor + takenMinor) > order.subtotalMinor) tally.aboveHalf++
    }
  }
  if (tally.orders === 0 && !(await promotionById(db, promotionId, [])))
    throw new Refusal('not_found', 'There is no such promotion.')
  return { from, to, ...tally, currency: SHOP_CURRENCY, isPartial: tally.orders >= MOST_ORDERS }
}

const isWithin = ({ limitPerCustomer }: LivePromotion, uses: number) =>
  limitPerCustomer === null || uses < limitPerCustomer

function takesOff(
  promotion: LivePromotion,
  order: Placed,
  {
    lines,
    products,
    isFirst,
  }: { lines: readonly OrderLine[]; products: ReadonlyMap<string, string>; isFirst: boolean },
): number {
  const cart = {
    lines: lines.map(({ variantId, unitPriceMinor, quantity }) => ({
      productId: products.get(variantId) ?? '',
      unitPriceMinor,
      quantity,
      taxClass: 'standard' as const,
    })),
    deliveryMinor: order.shippingMinor,
    currency: SHOP_CURRENCY,
  }
  const given = discounted(cart, { promotions: [promotion], isFirstOrder: isFirst })
  const alone = given.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  if (!promotion.combines) return alone - order.discountMinor
  return Math.min(alone, order.subtotalMinor + order.shippingMinor - order.discountMinor)
}

/** Paid orders in the order in which they were placed. */
async function readBatch(db: DbOrTx, from: Date, after: Placed | null): Promise<Placed[]> {
  const further: SQL | undefined =
    after === null
      ? undefined
      : or(
          gt(orders.placedAt, after.placedAt),
          and(eq(orders.placedAt, after.placedAt), gt(orders.id, after.id)),
        )
  return db
    .select({
      id: orders.id,
      email: orders.email,
      placedAt: orders.placedAt,
      discountMinor: orders.discountMinor,
      subtotalMinor: orders.subtotalMinor,
      shippingMinor: orders.shippingMinor,
    })
    .from(orders)
    .where(and(gte(orders.placedAt, from), isNotNull(orders.confirmedAt), further))
    .orderBy(asc(orders.placedAt), asc(orders.id))
    .limit(BATCH)
}
