import { asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { reductionOf } from '#slices/catalog/reductions.ts'
import { currentPrices, wares } from '#slices/catalog/schema.ts'
import { buyableUnitsSql, laterUnitsSql } from '#slices/inventory/queries.ts'
import { type Cart, cartOf } from './cart.ts'
import { cartLines, carts } from './schema.ts'

const sold = sql`${wares.isSold} and ${currentPrices.amountMinor} is not null`

const linesOfCustomer = preparedQuery(db =>
  db
    .select({
      leftOut: carts.leftOut,
      ware: {
        sku: wares.sku,
        slug: wares.slug,
        name: wares.name,
        options: wares.options,
        imageUrl: wares.imageUrl,
      },
      line: {
        quantity: cartLines.quantity,
        seenMinor: cartLines.seenPriceMinor,
        currency: cartLines.currency,
      },
      priceMinor: currentPrices.amountMinor,
      reduction: reductionOf({
        variantId: wares.variantId,
        amountMinor: currentPrices.amountMinor,
        regularMinor: currentPrices.regularMinor,
      }),
      isSold: sql<boolean>`${sold}`,
      available: sql<number>`case when ${sold} then ${buyableUnitsSql(sql`${wares.variantId}`)} else 0 end`,
      later: laterUnitsSql(sql`${wares.variantId}`),
    })
    .from(carts)
    .leftJoin(cartLines, eq(cartLines.cartId, carts.id))
    .leftJoin(wares, eq(wares.variantId, cartLines.variantId))
    .leftJoin(currentPrices, eq(currentPrices.variantId, wares.variantId))
    .where(eq(carts.customerId, sql.placeholder('customerId')))
    .orderBy(asc(cartLines.addedAt), asc(wares.sku))
    .prepare('lines_of_customer'),
)

/**
 * Reads the cart at today's prices and stock, in the order in which items were added; empty when there is no cart. A cart
 * without lines still says what was left out of it.
 */
export async function readCart(db: DbOrTx, customerId: string): Promise<Cart> {
  const rows = await linesOfCustomer(db).execute({ customerId })
  return cartOf(
    rows.flatMap(({ ware, line, priceMinor, reduction, isSold, available, later }) => {
      if (!ware || !line) return []
      const { quantity, seenMinor, currency } = line
      const unitPrice = { amount: priceMinor ?? seenMinor, currency }
      const seenPrice = { amount: seenMinor, currency }
      return [{ ...ware, quantity, unitPrice, reduction, seenPrice, available, later, isSold }]
    }),
    rows[0]?.leftOut,
  )
}
