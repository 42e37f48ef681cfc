import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { DbOrTx, Tx } from '#platform/db/client.ts'
import { insertPrepared } from '#platform/db/prepared.ts'
import type { PricedOrder } from '#slices/pricing/price-order.ts'
import type { PromotedBuyer } from '#slices/pricing/promotions-for.ts'
import { customerKeys, holdRedemptions, type Redeemed } from '#slices/promotions/redemptions.ts'
import { isOfEmail } from '../desk/search.ts'
import type { OrderDiscount } from '../events.ts'
import type { Order } from '../order.ts'
import type { OrderLine } from '../queries.ts'
import { lineDiscounts, orders } from '../schema.ts'

/** Rolls the transaction back: what a promotion gave is given to others by now. */
export class PromotionsGone extends Error {
  readonly promotionIds: readonly string[]
  constructor(promotionIds: readonly string[]) {
    super('a promotion is used up')
    this.promotionIds = promotionIds
  }
}

type Held = Pick<Order, 'id' | 'customerId' | 'email' | 'currency'>

/** Holds what the order uses of promotions, and freezes its shares on the lines. An order without promotions costs nothing here. */
export async function holdPromotions(
  tx: Tx,
  order: Held,
  { price, lines }: { price: PricedOrder['price']; lines: readonly OrderLine[] },
  at: Date,
): Promise<void> {
  if (price.discounts.length === 0) return
  const shares = price.discounts.flatMap(given =>
    lines.flatMap((line, index) => {
      const amountMinor = given.lines[index] ?? 0
      return amountMinor > 0
        ? [{ orderId: order.id, orderLineId: line.id, promotionId: given.promotion.id, amountMinor }]
        : []
    }),
  )
  const redeemed = price.discounts.map(({ promotion, amountMinor }) => ({
    promotionId: promotion.id,
    version: promotion.version,
    codeId: promotion.codeId,
    amountMinor,
  }))
  await hold(tx, order, redeemed, at)
  await insertPrepared(tx, lineDiscounts, shares)
}

/** An order that is tried again holds once more what it gave back when it ended. */
export const holdAgain = (tx: Tx, order: Order, at: Date): Promise<void> =>
  order.discounts ? hold(tx, order, order.discounts, at) : Promise.resolve()

type Use = Pick<OrderDiscount, 'promotionId' | 'version' | 'codeId' | 'amountMinor'>

async function hold(tx: Tx, { id, currency, ...buyer }: Held, uses: readonly Use[], at: Date): Promise<void> {
  const redeemed: Redeemed[] = uses.map(({ promotionId, version, codeId, amountMinor }) => ({
    promotionId,
    version,
    codeId,
    amountMinor,
    currency,
  }))
  const held = await holdRedemptions(tx, { orderId: id, customerKeys: customerKeys(buyer), at }, redeemed)
  if (held.kind === 'gone') throw new PromotionsGone(held.promotionIds)
}

/** What promotions ask of a buyer. */
export const promotedBuyer = (
  db: DbOrTx,
  buyer: { customerId: string | null; email: string | null },
): PromotedBuyer => ({ keys: () => customerKeys(buyer), isFirstOrder: () => isFirstOrder(db, buyer) })

/** An order counts that was paid for, whatever became of it. */
async function isFirstOrder(
  db: DbOrTx,
  { customerId, email }: { customerId: string | null; email: string | null },
): Promise<boolean> {
  const own = or(
    email === null ? undefined : isOfEmail(email),
    customerId === null ? undefined : eq(orders.customerId, customerId),
  )
  if (!own) return true
  const [earlier] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(and(own, isNotNull(orders.confirmedAt)))
    .limit(1)
  return !earlier
}
