import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { preparedQuery } from '#platform/db/prepared.ts'
import { images, prices, products, variants } from '#slices/catalog/schema.ts'
import { availableUnitsSql } from '#slices/inventory/queries.ts'
import { type Cart, cartOf } from './cart.ts'
import { cartLines, carts } from './schema.ts'

const sold = sql`${variants.active} and ${products.active} and ${prices.id} is not null`

const linesOfCustomer = preparedQuery(db =>
  db
    .select({
      sku: variants.sku,
      slug: products.slug,
      name: products.name,
      options: variants.options,
      imageUrl: sql<string | null>`(select url from ${images} where product_id = ${products.id}
        order by (colour = ${variants.options} ->> 'Colour') is true desc, position limit 1)`,
      quantity: cartLines.quantity,
      seenMinor: cartLines.seenPriceMinor,
      priceMinor: prices.amountMinor,
      currency: cartLines.currency,
      leftOut: carts.leftOut,
      available: sql<number>`case when ${sold} then ${availableUnitsSql(sql`${variants.id}`)} else 0 end`,
    })
    .from(carts)
    .innerJoin(cartLines, eq(cartLines.cartId, carts.id))
    .innerJoin(variants, eq(variants.id, cartLines.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(prices, and(eq(prices.variantId, variants.id), isNull(prices.validTo)))
    .where(eq(carts.customerId, sql.placeholder('customerId')))
    .orderBy(asc(cartLines.addedAt), asc(variants.sku))
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
