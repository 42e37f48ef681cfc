import { asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { currentPrices, wares } from '#slices/catalog/schema.ts'
import { availableUnitsSql } from '#slices/inventory/queries.ts'
import { type Cart, cartOf } from './cart.ts'
import { cartLines, carts } from './schema.ts'

const sold = sql`${wares.isSold} and ${currentPrices.amountMinor} is not null`

const linesOfCustomer = preparedQuery(db =>
  db
    .select({
      sku: wares.sku,
      slug: wares.slug,
      name: wares.name,
      options: wares.options,
      imageUrl: wares.imageUrl,
      quantity: cartLines.quantity,
      seenMinor: cartLines.seenPriceMinor,
      priceMinor: currentPrices.amountMinor,
      currency: cartLines.currency,
      leftOut: carts.leftOut,
      available: sql<number>`case when ${sold} then ${availableUnitsSql(sql`${wares.variantId}`)} else 0 end`,
    })
    .from(carts)
    .innerJoin(cartLines, eq(cartLines.cartId, carts.id))
    .innerJoin(wares, eq(wares.variantId, cartLines.variantId))
    .leftJoin(currentPrices, eq(currentPrices.variantId, wares.variantId))
    .where(eq(carts.customerId, sql.placeholder('customerId')))
    .orderBy(asc(cartLines.addedAt), asc(wares.sku))
    .prepare('lines_of_customer'),
)

/** Reads the cart at today's prices and stock, in the order in which items were added; empty when there is no cart. */
export async function readCart(db: DbOrTx, customerId: string): Promise<Cart> {
  const rows = await linesOfCustomer(db).execute({ customerId })
  return cartOf(
    rows.map(({ seenMinor, priceMinor, currency, leftOut: _, ...line }) => ({
      ...line,
      unitPrice: { amount: priceMinor ?? seenMinor, currency },
      seenPrice: { amount: seenMinor, currency },
    })),
    rows[0]?.leftOut,
  )
}
