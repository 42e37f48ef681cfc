import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import type { DbOrTx } from '#platform/db/client.ts'
import { saleLines, sales } from './schema.ts'

/** From and including `from`, up to and without `to`. */
export type Span = { from: Date; to: Date }

export type HourOfSales = {
  /** When the hour begins. */
  hour: Date
  orders: number
  units: number
  /** Sales less refunds, minor units of `currency`; refunds count in the hour they were made. */
  revenueMinor: number
  currency: string
}

/** The hours with sales or refunds, in order, as a clock in `timeZone` (IANA, like `Europe/London`) divides them. */
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

/** No list of best sellers is read further than this. */
const MOST_PRODUCTS = 100

/** What brought most, goods only: no delivery, no tax that was added, refunded units taken off. */
export async function topProducts(
  db: DbOrTx,
  { from, to, limit }: Span & { limit: number },
): Promise<TopProduct[]> {
  const revenueMinor = sql<number>`sum(${saleLines.revenueMinor})`.mapWith(Number)
  return db
    .select({
      sku: saleLines.sku,
      // A product may have been renamed meanwhile: any of its names will do, as long as it is the same each time.
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
