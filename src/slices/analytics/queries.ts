import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { saleLines, sales } from './schema.ts'

/** Includes `from` and excludes `to`. */
export type Span = { from: Date; to: Date }

export type HourOfSales = {
  /** The start of the hour. */
  hour: Date
  orders: number
  units: number
  /** Sales less refunds and lost disputes, in minor units of `currency`. Each counts in its own hour. */
  revenueMinor: number
  currency: string
}

/** The hours with sales, refunds or lost disputes, in order, by the clock of `timeZone` (IANA, like `Europe/London`). */
export async function salesByHour(
  db: DbOrTx,
  { from, to, timeZone }: Span & { timeZone: string },
): Promise<HourOfSales[]> {
  const hour = sql<Date>`date_trunc('hour', ${sales.at}, ${timeZone})`.mapWith(sales.at)
  return db
    .select({
      hour: hour.as('hour'),
      orders: sql<number>`count(*) filter (where ${sales.kind} = 'sale')`.mapWith(Number),
      units: sql<number>`sum(${sales.units})`.mapWith(Number),
      revenueMinor: sql<number>`sum(${sales.revenueMinor})`.mapWith(Number),
      currency: sales.currency,
    })
    .from(sales)
    .where(and(gte(sales.at, from), lt(sales.at, to)))
    .groupBy(sql`hour`, sales.currency)
    .orderBy(sql`hour`)
}

export type TopProduct = {
  sku: string
  name: string
  quantity: number
  revenueMinor: number
  currency: string
}

/** The longest list of best sellers. */
const MOST_PRODUCTS = 100

/** The best sellers by revenue of goods only: without delivery and added tax, less refunded units. */
export async function topProducts(
  db: DbOrTx,
  { from, to, limit }: Span & { limit: number },
): Promise<TopProduct[]> {
  const revenueMinor = sql<number>`sum(${saleLines.revenueMinor})`.mapWith(Number)
  return db
    .select({
      sku: saleLines.sku,
      // A product may have been renamed meanwhile. Any of its names will do, if it is the same each time.
      name: sql<string>`max(${saleLines.name})`,
      quantity: sql<number>`sum(${saleLines.quantity})`.mapWith(Number),
      revenueMinor,
      currency: sales.currency,
    })
    .from(saleLines)
    .innerJoin(sales, eq(sales.eventId, saleLines.eventId))
    .where(and(gte(sales.at, from), lt(sales.at, to)))
    .groupBy(saleLines.sku, sales.currency)
    .orderBy(desc(revenueMinor), saleLines.sku)
    .limit(Math.min(limit, MOST_PRODUCTS))
}
